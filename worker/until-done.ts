import { setTimeout as pause } from "node:timers/promises";
import type { UploadEvent, UploadQueue } from "#domain/ports/upload-queue.ts";
import type { Received } from "#domain/process-upload.ts";
import type { Services } from "#domain/services.ts";
import { causeChain, isShortage } from "#errors.ts";

/** Ends for good what a message announces, or throws: and has logged it then. */
export type EventHandler = (services: Services, event: UploadEvent, received: Received) => Promise<void>;

/** Pauses between two tries, ms: a replaced server is back in seconds, a full disk or a throttled table perhaps not. */
const PAUSES_MS = [1000, 2000, 4000, 5000, 5000];
/** Then others take their turn: how long the message is out of sight, s. */
const PUT_BACK_SECONDS = 30;

/**
 * Handles a message; where this machine has too little of something, or the store, the catalog or the disk is at fault for
 * now, again and again: that must not use up the receives that tell a fault of another kind. What takes longer than a try
 * and its pauses, or than there is time (the signal; `mayPause`, ms), is sent anew to `putBackTo`. False where the message
 * should come again, counted: for any other failure, and where it could not be sent anew.
 */
export async function untilDone(
  services: Services,
  handle: EventHandler,
  message: { event: UploadEvent } & Received,
  options: { signal?: AbortSignal; mayPause?(ms: number): boolean; putBackTo?: UploadQueue },
): Promise<boolean> {
  const { signal, mayPause = () => true, putBackTo } = options;
  for (let tries = 0; ; tries++) {
    try {
      await handle(services, message.event, message);
      return true;
    } catch (error) {
      if (!isShortage(error)) return false;
      const ms = PAUSES_MS[tries];
      if (ms === undefined || signal?.aborted || !mayPause(ms)) return sentAnew(services, message.event, putBackTo);
      await pause(ms, undefined, { signal }).catch(() => {}); // one more try at the signal: it may be the good one
    }
  }
}

async function sentAnew({ log }: Services, event: UploadEvent, queue?: UploadQueue): Promise<boolean> {
  try {
    await queue?.publish(event, { delaySeconds: PUT_BACK_SECONDS });
    return queue !== undefined;
  } catch (error) {
    log.warn({ cause: causeChain(error) }, "a message could not be put back: this receive counts");
    return false;
  }
}
