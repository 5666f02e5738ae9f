import type { LookResult } from "#picture/report/look-at.ts";

/** Files that are looked into at the same time. */
const AT_ONCE = 2;
/** A file takes a few ms; one that goes round for ever is given up after so many. */
const LONGEST = 5_000;

export type Found = "unknown" | LookResult;

interface Wish {
  file: File;
  wanted: () => boolean;
  settle: (found: Found) => void;
}

/** What a queue of first looks works with; the browser's own, but for the tests. */
export interface Means {
  open: () => Worker;
  longest: number;
}

/** The queue of files that wait for their first look; its workers live for as long as there is something to do. */
export function createFirstLooks({ open, longest }: Means) {
  const waiting: Wish[] = [];
  let working = 0;

  async function work(): Promise<void> {
    working++;
    let worker: Worker | null = null;
    try {
      for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
        if (!wish.wanted()) continue;
        let found: Found | null = null;
        try {
          worker ??= open();
          found = await look(worker, wish.file, longest);
        } catch {
          // A browser may refuse a worker, or to hand it the file: then nothing is known.
        }
        wish.settle(found ?? "unknown");
        if (found !== null) continue;
        worker?.terminate(); // late or broken: the next file gets a new one
        worker = null;
      }
    } finally {
      worker?.terminate();
      working--;
    }
  }

  return (file: File, wanted: () => boolean): Promise<Found> =>
    new Promise((settle) => {
      waiting.push({ file, wanted, settle });
      if (working < AT_ONCE) void work();
    });
}

/** What the worker finds, `unknown` where it knows nothing of the file; null where it failed or took too long. */
function look(worker: Worker, file: File, longest: number): Promise<Found | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), longest);
    const end = (found: Found | null) => {
      clearTimeout(timer);
      resolve(found);
    };
    worker.onmessage = ({ data }: MessageEvent<LookResult | null>) => end(data ?? "unknown");
    worker.onerror = () => end(null);
    worker.onmessageerror = () => end(null);
    worker.postMessage(file);
  });
}

/** Looks into a file in this browser, before or while it is sent; of one that nobody wants any more it never tells. */
export const lookBeforeSending = createFirstLooks({
  open: () => new Worker(new URL("./first-look.worker.ts", import.meta.url), { type: "module" }),
  longest: LONGEST,
});
