"use client";

import { useEffect, useRef, useState } from "react";
import { zipMessages as words } from "#messages/selection.ts";
import { siteMessages } from "#messages/site.ts";
import { downloadZip } from "./download-zip.ts";
import { makeResults } from "./make-results.ts";
import { RecipeChoice } from "./recipe-choice.tsx";
import type { Chosen } from "./selection-store.ts";

export interface ZipDialogProps {
  what: "convert" | "scrub";
  pictures: readonly Chosen[];
  onClose: () => void;
}

/** What a ZIP holds of each picture: the parameters of its address, and of the archive. */
interface Wish {
  path: "convert" | "scrub";
  query: string;
  fields: Record<string, string>;
}

type Stage =
  | { name: "choosing" }
  | { name: "making"; done: number; waits: boolean }
  | { name: "missing"; wish: Wish; failed: readonly Chosen[] };

const SCRUB: Wish = { path: "scrub", query: "remove=location", fields: { scrub: "location" } };

/** Chooses what is made of the pictures, makes it with progress, and downloads it in one ZIP. */
export function ZipDialog({ what, pictures: chosen, onClose }: ZipDialogProps) {
  const [pictures] = useState(chosen); // as they were when it opened
  const [stage, setStage] = useState<Stage>(
    what === "convert" ? { name: "choosing" } : { name: "making", done: 0, waits: false },
  );
  const dialog = useRef<HTMLDialogElement>(null);
  const making = useRef<AbortController>(null);

  const make = async (wish: Wish) => {
    const { path, query, fields } = wish;
    const ending = new AbortController();
    making.current = ending;
    setStage({ name: "making", done: 0, waits: false });
    const addresses = new Map(pictures.map((picture) => [`/api/images/${picture.id}/${path}?${query}`, picture]));
    const failed = await makeResults([...addresses.keys()], {
      signal: ending.signal,
      onProgress: (done, waits) => setStage({ name: "making", done, waits }),
    }).catch(() => null);
    if (failed === null || ending.signal.aborted) return;
    if (failed.length > 0) {
      setStage({ name: "missing", wish, failed: failed.flatMap((address) => addresses.get(address) ?? []) });
      return;
    }
    downloadZip(pictures, fields);
    dialog.current?.close();
  };

  useEffect(() => {
    dialog.current?.showModal();
    if (what === "scrub") void make(SCRUB);
    return () => making.current?.abort();
  }, []);

  return (
    <dialog ref={dialog} aria-labelledby="zip-title" className="zip-dialog" onClose={onClose}>
      <h2 id="zip-title" className="font-semibold text-large">
        {what === "convert" ? words.title(pictures.length) : words.scrubTitle(pictures.length)}
      </h2>
      {stage.name === "choosing" && (
        <RecipeChoice
          example={pictures[0]}
          count={pictures.length}
          onChosen={(query, names) =>
            void make({
              path: "convert",
              query,
              fields: { ...Object.fromEntries(new URLSearchParams(query)), ...(names && { names }) },
            })
          }
        />
      )}
      {stage.name === "making" && (
        <>
          <label className="mt-4 block">
            {words.making} <span className="measured">{words.progress(stage.done, pictures.length)}</span>
            <progress max={pictures.length} value={stage.done} className="progress" />
          </label>
          <p role="status" className="mt-1 min-h-6 text-faded text-small">
            {stage.waits && words.waits}
          </p>
        </>
      )}
      {stage.name === "missing" && (
        <Missing
          failed={stage.failed}
          all={pictures}
          onOthers={() => {
            // All are named: what failed is in errors.txt with its reason.
            downloadZip(pictures, stage.wish.fields);
            dialog.current?.close();
          }}
        />
      )}
      <p className="mt-4 flex flex-wrap gap-2">
        {stage.name === "choosing" && (
          <button type="submit" form="recipe" className="button button-primary">
            {words.make}
          </button>
        )}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {siteMessages.cancel}
        </button>
      </p>
    </dialog>
  );
}

interface MissingProps {
  failed: readonly Chosen[];
  all: readonly Chosen[];
  onOthers: () => void;
}

function Missing({ failed, all, onOthers }: MissingProps) {
  const others = all.length - failed.length;
  return (
    <div role="alert" className="mt-3">
      <p>{others > 0 ? words.failed(failed.length) : words.allFailed}</p>
      <ul className="missing">
        {failed.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {others > 0 && (
        <>
          <p className="text-faded text-small">{words.failedHint}</p>
          <button type="button" className="button button-primary mt-3" onClick={onOthers}>
            {words.others(others)}
          </button>
        </>
      )}
    </div>
  );
}
