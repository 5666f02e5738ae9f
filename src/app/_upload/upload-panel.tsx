"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { refreshWhenReachable } from "../../components/refresh-when-reachable.ts";
import { upload as words } from "../../words.ts";
import { UploadRow } from "./upload-row.tsx";
import { cancel, cancelAll, isUnfinished, onArrival, retry } from "./upload-run.ts";
import { drop, snapshot, subscribe } from "./upload-store.ts";

/** Pages look again at most this often while files arrive; ms. */
const REFRESH_EVERY = 1000;

/** What is on its way, one row a file, and the whole in one line. */
export function UploadPanel() {
  const uploads = useSyncExternalStore(subscribe, snapshot, snapshot);
  const router = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = uploads.filter((upload) => upload.state === "sent").length;
  const unfinished = uploads.filter((upload) => isUnfinished(upload.state)).length;
  const rows = uploads.filter((upload) => upload.state !== "sent");
  const failed = rows.length - unfinished;
  const busy = unfinished > 0;

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

  useEffect(() => {
    if (!busy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [busy]);

  if (uploads.length === 0) return null;

  /** The button that was pressed goes with its row: the heading takes the focus, so that it is not lost. */
  const remove = (key: number) => {
    heading.current?.focus();
    cancel(key);
  };
  const summary = [
    busy ? words.progress(sent, uploads.length - failed) : sent > 0 ? words.done(sent) : null,
    failed > 0 ? words.failed(failed) : null,
  ];

  return (
    <section aria-labelledby="uploads" className="w-full border-line border-t pt-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 id="uploads" ref={heading} tabIndex={-1} className="font-semibold">
            {busy ? words.title : sent > 0 ? words.finished : words.nothingSent}
          </h3>
          <p role="status" className="measured text-faded text-small">
            {summary.filter(Boolean).join(" · ")}
          </p>
        </div>
        <button type="button" className="button button-small" onClick={busy ? cancelAll : () => drop(() => false)}>
          {busy ? words.cancelAll : words.close}
        </button>
      </div>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
        <ul tabIndex={0} aria-labelledby="uploads" className="mt-2 max-h-80 divide-y divide-line overflow-y-auto">
          {rows.map((upload) => (
            <UploadRow key={upload.key} upload={upload} onRemove={remove} onRetry={retry} />
          ))}
        </ul>
      )}
    </section>
  );
}
