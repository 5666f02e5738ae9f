import type { Delivery, UploadEvent, UploadQueue } from "../src/domain/ports.ts";
import { giveUpUpload, processUpload } from "../src/domain/process-upload.ts";
import type { Services } from "../src/domain/services.ts";

const WAIT_SECONDS = 20;
/** After a failure that nobody foresaw (a store that is away), so that it does not spin. */
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
  const lanes = Array.from({ length: options.concurrency }, () =>
    consume(services, uploads, processUpload, options.signal),
  );
  await Promise.all([...lanes, consume(services, deadLetters, giveUpUpload, options.signal)]);
}

type Handler = (services: Services, event: UploadEvent) => Promise<void>;

async function consume(services: Services, queue: UploadQueue, handle: Handler, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const deliveries = await queue.receive({ max: 1, waitSeconds: WAIT_SECONDS, signal });
      for (const delivery of deliveries) await deliver(services, queue, delivery, handle);
    } catch (error) {
      services.log.error({ cause: String(error) }, "the queue failed");
      await Promise.race([new Promise((go) => setTimeout(go, PAUSE_MS)), aborted(signal)]);
    }
  }
}

async function deliver(services: Services, queue: UploadQueue, delivery: Delivery, handle: Handler): Promise<void> {
  try {
    await handle(services, delivery.event);
  } catch (error) {
    const cause = error instanceof Error && error.cause ? String(error.cause) : String(error);
    services.log.warn({ receives: delivery.receives, cause }, "an upload could not be processed");
    return queue.release(delivery);
  }
  await queue.acknowledge(delivery);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
