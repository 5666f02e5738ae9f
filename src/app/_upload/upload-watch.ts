import { createPace } from "./pace.ts";
import { stopAll } from "./upload-run.ts";
import { type Upload, uploads } from "./upload-store.ts";

/** What all uploads are together. Bytes and counts of what was refused, or gave up, are not in the sums. */
export interface Sum {
  held: number;
  /** on their way, or waiting to be */
  busy: number;
  sent: number;
  failed: number;
  bytes: { sent: number; all: number };
}

export function sumOf(all: readonly Upload[]): Sum {
  const sum: Sum = { held: 0, busy: 0, sent: 0, failed: 0, bytes: { sent: 0, all: 0 } };
  for (const { state, sent, file } of all) {
    if (state === "held") sum.held++;
    else if (state === "refused" || state === "stopped") sum.failed++;
    else {
      if (state === "sent") sum.sent++;
      else sum.busy++;
      sum.bytes.all += file.size;
      sum.bytes.sent += Math.min(sent, file.size);
    }
  }
  return sum;
}

const pace = createPace();

/** ms that the rest will take; null where nobody can say yet. */
export const timeLeft = ({ bytes }: Sum): number | null => pace.timeFor(bytes.all - bytes.sent);

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** For as long as the page lives, wherever it shows: leaving asks first, and deleting everything stops what is still sent. */
export function watchUploads(): void {
  uploads.subscribe(() => {
    const sum = sumOf(uploads.get());
    if (sum.busy > 0) pace.note(sum.bytes.sent, performance.now());
    else pace.forget();
    if (sum.busy + sum.held > 0) window.addEventListener("beforeunload", ask);
    else window.removeEventListener("beforeunload", ask);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target instanceof Element && target.closest("#delete-all")) stopAll();
  });
}
