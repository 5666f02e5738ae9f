import { formatProgress } from "#format/bytes.ts";
import { formatRoughly } from "#format/time.ts";
import { trayMessages, uploadMessages as words } from "#messages/upload.ts";
import type { Sum } from "./upload-watch.ts";

export function titleOf({ held, busy, sent }: Sum): string {
  if (busy > 0) return words.title;
  if (held > 0) return trayMessages.held;
  return sent > 0 ? words.finished : words.nothingSent;
}

/** How far it is, and how long it will take: changes all the time. @param left ms, or null */
export function summaryOf(sum: Sum, left: number | null): string {
  const { busy, held, sent, failed, bytes } = sum;
  const parts =
    busy > 0
      ? [
          words.progress(sent, sent + busy),
          formatProgress(bytes.sent, bytes.all),
          left === null ? null : trayMessages.timeLeft(formatRoughly(left)),
        ]
      : [held > 0 ? trayMessages.heldText(held) : sent > 0 ? words.done(sent) : null];
  return [...parts, failed > 0 ? words.failed(failed) : null].filter(Boolean).join(" · ");
}

/** What a screen reader hears: that it began, and how it ended; no number that counts. */
export function lookOf({ busy, held, sent, failed }: Sum): string {
  if (busy > 0) return trayMessages.sending(sent + busy);
  const parts = [held > 0 ? trayMessages.heldText(held) : sent > 0 ? words.done(sent) : null];
  return [...parts, failed > 0 ? words.failed(failed) : null].filter(Boolean).join(" ");
}
