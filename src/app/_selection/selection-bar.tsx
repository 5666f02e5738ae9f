"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { GalleryItem } from "#app/_gallery/gallery-item.ts";
import { refreshWhenReachable } from "#components/refresh-when-reachable.ts";
import { useStore } from "#components/use-store.ts";
import { formatBytes } from "#format/bytes.ts";
import { choosingMessages, selectionMessages as words } from "#messages/selection.ts";
import { chooseOnPage } from "./choose-on-page.ts";
import { showToast } from "./deletion-toast.tsx";
import { downloadZip } from "./download-zip.ts";
import { TICKED } from "./item-boxes.ts";
import { showOnPage } from "./item-grid.ts";
import { deleteSoon, leavingPictures, onDeleted } from "./pending-deletion.ts";
import { type Chosen, choose, chosenPictures, clear, keepOnly } from "./selection-store.ts";
import { everyPicture } from "./sheet-actions.ts";
import type { ZipDialogProps } from "./zip-dialog.tsx";

export interface SelectionBarProps {
  items: GalleryItem[];
  /** the order of the sheet as the part of an address */
  order: string;
  /** true where no picture of this order is on another page */
  whole: boolean;
  /** what woke it: a key or a finger that is to do something already */
  first: Event | null;
}

/** What is chosen, and what can be done with it. */
export function SelectionBar({ items, order, whole, first }: SelectionBarProps) {
  const chosen = useStore(chosenPictures);
  const gone = useStore(leavingPictures);
  const router = useRouter();
  const [dialog, setDialog] = useState<"convert" | "scrub" | null>(null);
  const [Dialog, setDialogType] = useState<ComponentType<ZipDialogProps> | null>(null);
  const [failed, setFailed] = useState(false);
  const byId = useMemo(() => new Map(items.map((item) => [item.id, chosenOf(item)])), [items]);
  const pictures = [...chosen.values()];
  const bytes = pictures.reduce((sum, picture) => sum + picture.bytes, 0);
  const elsewhere = pictures.filter(({ id }) => !byId.has(id)).length;

  const chooseAll = async () => {
    setFailed(false);
    const there = whole ? [...byId.values()] : await everyPicture(order).catch(() => null);
    setFailed(there === null);
    choose(there?.filter(({ id }) => !leavingPictures.get().has(id)) ?? [], true);
  };
  const known = useRef({ find: (id: string) => byId.get(id), chooseAll });
  known.current = { find: (id) => byId.get(id), chooseAll };

  useEffect(() => chooseOnPage(() => known.current, first), [first]);
  useEffect(() => onDeleted(() => void refreshWhenReachable(router)), [router]);

  // What was ticked before this program came is chosen too; after that the page shows what is chosen.
  useLayoutEffect(() => {
    const ticked = [...document.querySelectorAll<HTMLInputElement>(TICKED)].map(({ value }) => value);
    if (first?.type === "change" || chosenPictures.get().size === 0)
      choose(
        ticked.flatMap((id) => byId.get(id) ?? []),
        true,
        ticked.at(-1),
      );
  }, []);
  useLayoutEffect(() => showOnPage(chosen, gone), [items, chosen, gone]);
  useEffect(() => {
    if (whole && order === "") keepOnly(new Set(items.map(({ id }) => id)));
  }, [items, whole, order]);

  const open = async (which: "convert" | "scrub") => {
    setFailed(false);
    try {
      const { ZipDialog } = await import("./zip-dialog.tsx");
      setDialogType(() => ZipDialog);
      setDialog(which);
    } catch {
      setFailed(true);
    }
  };
  const remove = () => {
    deleteSoon(pictures);
    showToast();
    clear();
  };

  return (
    <>
      <p role="status" className="sr-only">
        {pictures.length > 0 && words.chosen(pictures.length)}
      </p>
      {failed && (
        <p role="alert" className="text-bad">
          {choosingMessages.failed}
        </p>
      )}
      {pictures.length > 0 && (
        <section aria-label={words.title} className="selection-bar">
          <p className="selection-count">
            <b>{words.chosen(pictures.length)}</b>
            <span className="measured text-faded">{formatBytes(bytes)}</span>
            {elsewhere > 0 && <span className="text-faded">{words.elsewhere(elsewhere)}</span>}
          </p>
          <button type="button" className="button quiet" aria-label={words.allLabel} onClick={chooseAll}>
            {words.all}
          </button>
          <button type="button" className="button quiet" aria-label={words.clearLabel} onClick={clear}>
            {words.clear}
          </button>
          <span className="selection-acts">
            <button type="button" className="button button-primary" onClick={() => open("convert")}>
              {words.convert}
            </button>
            <button type="button" className="button" onClick={() => open("scrub")}>
              {words.scrub}
            </button>
            <button type="button" className="button" onClick={() => downloadZip(pictures, {})}>
              {words.download}
            </button>
            <button type="button" className="button button-bad" onClick={remove}>
              {words.remove}
            </button>
          </span>
        </section>
      )}
      {Dialog && dialog && <Dialog what={dialog} pictures={pictures} onClose={() => setDialog(null)} />}
    </>
  );
}

const chosenOf = ({ id, name, bytes, picture }: GalleryItem): Chosen => ({
  id,
  name,
  bytes,
  width: picture?.width ?? null,
  height: picture?.height ?? null,
});
