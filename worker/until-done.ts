import { setTimeout as pause } from "node:timers/promises";
import type { UploadEvent } from "#domain/ports/upload-queue.ts";
import type { Received } from "#domain/process-upload.ts";
import type { Services } from "#domain/services.ts";
import { isAppError } from "#errors.ts";

/** Ends for good what a message announces, or throws: and has logged it then. */
export type EventHandler = (services: Services, event: UploadEvent, received: Received) => Promise<void>;

/** Pauses between two tries, ms: a replaced server is back in seconds, a full disk or a throttled table perhaps not. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Handles a message; where the store, the catalog or the disk is at fault for now, again and again: that must not use up
 * the receives that tell a poisonous picture. False where the message should come again: for any other failure,
 * and at the signal or where `mayPause` does not allow the next pause (ms).
 */
export async function untilDone(
  services: Services,
  handle: EventHandler,
  message: { event: UploadEvent } & Received,
  options: { signal?: AbortSignal; mayPause?(ms: number): boolean },
): Promise<boolean> {
  const { signal, mayPause = () => true } = options;
  for (let ms = FIRST_PAUSE_MS; ; ms = Math.min(ms * 2, LONGEST_PAUSE_MS)) {
    try {
      await handle(services, message.event, message);
      return true;
    } catch (error) {
      if (!isForNow(error) || signal?.aborted || !mayPause(ms)) return false;
      await pause(ms, undefined, { signal }).catch(() => {}); // one more try at the signal: it may be the good one
    }
  }
}

const isForNow = (error: unknown): boolean =>
  isAppError(error) && (error.code === "busy" || error.code === "storage_full");
