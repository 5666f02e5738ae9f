"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { refreshWhenReachable } from "#components/refresh-when-reachable.ts";
import { useStore } from "#components/use-store.ts";
import { trayMessages, uploadMessages as words } from "#messages/upload.ts";
import { lookOf, summaryOf, titleOf } from "./tray-words.ts";
import { UploadRow } from "./upload-row.tsx";
import { cancel, cancelAll, onArrival, retry, sendHeld } from "./upload-run.ts";
import { drop, type Upload, uploads } from "./upload-store.ts";
import { sumOf, timeLeft, watchUploads } from "./upload-watch.ts";

/** Pages look again at most this often while files arrive; ms. */
const REFRESH_EVERY = 1000;
/** A thousand rows would make the page slow; those that are still to go come first. */
const MAX_ROWS = 50;

watchUploads();

/** What was chosen, one row a file, and the whole in one line; it floats, so that the sheet stays where it is. */
export function UploadTray() {
  const all = useStore(uploads);
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const sum = sumOf(all);
  const [chosen, setFolded] = useState<boolean | null>(null);
  // On a phone one line, but for what is shown before it is sent.
  const folded = chosen ?? (sum.held === 0 && matchMedia("(max-width: 39.99rem)").matches);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    onArrival(() => {
      timer ??= setTimeout(() => {
        timer = null;
        void refreshWhenReachable(router);
      }, REFRESH_EVERY);
    });
    return () => {
      if (timer !== null) clearTimeout(timer);
      onArrival(() => {});
    };
  }, [router]);

  if (all.length === 0) return null;

  /** The button that was pressed goes with its row: the heading takes the focus, so that it is not lost. */
  const keepingFocus = (act: () => void) => {
    heading.current?.focus();
    act();
  };
  const open = sum.held + sum.busy > 0;
  const shown = firstRows(all);

  return (
    <section aria-labelledby="uploads" className="tray" data-folded={folded || undefined}>
      <div className="tray-head">
        <div className="min-w-0">
          <h2 id="uploads" ref={heading} tabIndex={-1} className="font-semibold">
            {titleOf(sum)}
          </h2>
          <p className={`text-faded text-small ${sum.busy > 0 ? "measured" : ""}`}>{summaryOf(sum, timeLeft(sum))}</p>
          <p role="status" className="sr-only">
            {lookOf(sum)}
          </p>
        </div>
        <button
          type="button"
          className="tray-fold"
          aria-expanded={!folded}
          aria-label={folded ? trayMessages.unfold : trayMessages.fold}
          title={folded ? trayMessages.unfold : trayMessages.fold}
          onClick={() => setFolded(!folded)}
        />
        <button
          type="button"
          className="button"
          onClick={open ? () => keepingFocus(cancelAll) : () => drop(() => false)}
        >
          {open ? words.cancelAll : words.close}
        </button>
        {sum.held > 0 && (
          <button type="button" className="button button-primary tray-send" onClick={() => keepingFocus(sendHeld)}>
            {trayMessages.send(sum.held)}
          </button>
        )}
        {sum.busy > 0 && (
          <progress className="progress" max={sum.bytes.all} value={sum.bytes.sent} aria-label={trayMessages.all} />
        )}
      </div>
      {!folded && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
        <ul tabIndex={0} aria-labelledby="uploads" className="tray-rows">
          {shown.map((upload) => (
            <UploadRow
              key={upload.key}
              upload={upload}
              onRemove={(key) => keepingFocus(() => cancel(key))}
              onRetry={retry}
            />
          ))}
          {all.length > shown.length && (
            <li className="py-3 text-faded text-small">{trayMessages.more(all.length - shown.length)}</li>
          )}
        </ul>
      )}
    </section>
  );
}

/** All in the order in which they were chosen; of too many those that are not on the sheet yet. */
function firstRows(all: readonly Upload[]): readonly Upload[] {
  if (all.length <= MAX_ROWS) return all;
  const open = all.filter(({ state }) => state !== "sent");
  return [...open, ...all.filter(({ state }) => state === "sent")].slice(0, MAX_ROWS);
}
