import { setTimeout as pause } from "node:timers/promises";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import { giveUpUpload, processUpload } from "#domain/process-upload.ts";
import type { Services } from "#domain/services.ts";
import { causeChain } from "#errors.ts";
import { heldDelivery } from "./held-delivery.ts";
import { type EventHandler, untilDone } from "./until-done.ts";

const WAIT_SECONDS = 20;
/** After a failure of the queue, so that it does not spin. */
const PAUSE_MS = 1000;

/**
 * Takes messages and processes their images, `concurrency` at once, until the signal; then finishes what is in
 * work. A message whose image failed for a reason that may pass is released for another receive; one that waits for
 * the store, the catalog or room is kept, out of sight, for as long as that takes.
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

async function consume(
  services: Services,
  queue: UploadQueue,
  handle: EventHandler,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const deliveries = await queue.receive({ max: 1, waitSeconds: WAIT_SECONDS, signal });
      for (const delivery of deliveries) await deliver(services, queue, delivery, handle, signal);
    } catch (error) {
      services.log.error({ cause: causeChain(error) }, "the queue failed");
      await pause(PAUSE_MS, undefined, { signal }).catch(() => {}); // or until the signal
    }
  }
}

async function deliver(
  services: Services,
  queue: UploadQueue,
  delivery: Delivery,
  handle: EventHandler,
  signal: AbortSignal,
): Promise<void> {
  const letGo = heldDelivery(queue, delivery, services.log);
  const done = await untilDone(services, handle, delivery, { signal }).finally(letGo);
  await (done ? queue.acknowledge(delivery) : queue.release(delivery));
}
