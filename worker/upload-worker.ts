import { setTimeout as pause } from "node:timers/promises";
import type { Delivery, UploadEvent, UploadQueue } from "../src/domain/ports.ts";
import { giveUpUpload, processUpload } from "../src/domain/process-upload.ts";
import type { Services } from "../src/domain/services.ts";
import { isAppError } from "../src/errors.ts";

const WAIT_SECONDS = 20;
/** After a failure that nobody foresaw (a store that is away), so that it does not spin; and while the disk is full. */
const PAUSE_MS = 1000;

/**
 * Takes messages and processes their images, `concurrency` at once, until the signal; then finishes what is in
 * work. A message whose image failed for a reason that may pass is released for another receive.
 */
export async function runUploadWorker(
  services: Services,
  options: { concurrency: number; signal: AbortSignal },
): Promise<void> {
  const { uploads, deadLetters } = services;
  const lane = () => consume(services, uploads, processUpload, options.signal);
  const lanes = Array.from({ length: options.concurrency }, lane);
  await Promise.all([...lanes, consume(services, deadLetters, giveUpUpload, options.signal)]);
}

type Handler = (services: Services, event: UploadEvent) => Promise<void>;

async function consume(services: Services, queue: UploadQueue, handle: Handler, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const deliveries = await queue.receive({ max: 1, waitSeconds: WAIT_SECONDS, signal });
      for (const delivery of deliveries) await deliver(services, queue, delivery, handle, signal);
    } catch (error) {
      services.log.error({ cause: String(error) }, "the queue failed");
      await pauseUnless(signal);
    }
  }
}

async function deliver(
  services: Services,
  queue: UploadQueue,
  delivery: Delivery,
  handle: Handler,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      await handle(services, delivery.event);
      return await queue.acknowledge(delivery);
    } catch (error) {
      const cause = error instanceof Error && error.cause ? String(error.cause) : String(error);
      services.log.warn({ receives: delivery.receives, cause }, "an upload could not be processed");
      // A full disk is no picture's fault: it must not use up the receives that tell a poisonous one.
      if (!isAppError(error) || error.code !== "storage_full" || signal.aborted) return queue.release(delivery);
      await pauseUnless(signal);
    }
  }
}

/** Waits a moment, or until the signal. */
async function pauseUnless(signal: AbortSignal): Promise<void> {
  await pause(PAUSE_MS, undefined, { signal }).catch(() => {});
}
