import { setTimeout as pause } from "node:timers/promises";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import { giveUpUpload, processUpload } from "#domain/process-upload.ts";
import type { Services } from "#domain/services.ts";
import { causeChain } from "#errors.ts";
import { heldDelivery } from "./held-delivery.ts";
import { type EventHandler, untilDone } from "./until-done.ts";

const WAIT_SECONDS = 20;
/** After a failure of the queue, or of a message for no known reason, so that it does not spin. */
const PAUSE_MS = 1000;

/**
 * Takes messages and processes their images, `concurrency` at once, until the signal; then finishes what is in
 * work. Where the queue takes turns, as many again of workspaces of which nothing is in work: one that has sent pictures
 * that take half a minute each makes nobody wait for them, for the pool lets newcomers begin beside what runs long.
 *
 * A message whose image failed for an unknown reason is released for another receive; one that waits for
 * the store, the catalog or room is kept, out of sight, and then sent anew.
 */
export async function runUploadWorker(
  services: Services,
  { concurrency, signal }: { concurrency: number; signal: AbortSignal },
): Promise<void> {
  const { uploads, deadLetters } = services;
  const ofUploads = { queue: uploads, handle: processUpload, putBackTo: uploads, signal };
  const lanes = (onlyIdle: boolean) =>
    Array.from({ length: concurrency }, () => consume(services, { ...ofUploads, onlyIdle }));
  await Promise.all([
    ...lanes(false),
    ...(uploads.takesTurns ? lanes(true) : []),
    consume(services, { queue: deadLetters, handle: giveUpUpload, signal }),
  ]);
}

interface Lane {
  queue: UploadQueue;
  handle: EventHandler;
  putBackTo?: UploadQueue;
  onlyIdle?: boolean;
  signal: AbortSignal;
}

async function consume(services: Services, lane: Lane): Promise<void> {
  const { queue, onlyIdle = false, signal } = lane;
  while (!signal.aborted) {
    try {
      const deliveries = await queue.receive({ max: 1, waitSeconds: WAIT_SECONDS, signal, onlyIdle });
      for (const delivery of deliveries) await deliver(services, lane, delivery);
    } catch (error) {
      services.log.error({ cause: causeChain(error) }, "the queue failed");
      await pause(PAUSE_MS, undefined, { signal }).catch(() => {}); // or until the signal
    }
  }
}

async function deliver(services: Services, { queue, handle, ...options }: Lane, delivery: Delivery): Promise<void> {
  const letGo = heldDelivery(queue, delivery, services.log);
  const done = await untilDone(services, handle, delivery, options).finally(letGo);
  if (done) return queue.acknowledge(delivery);
  await pause(PAUSE_MS, undefined, { signal: options.signal }).catch(() => {});
  await queue.release(delivery);
}
