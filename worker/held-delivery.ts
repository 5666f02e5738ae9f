import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import type { DomainLog } from "#domain/services.ts";
import { causeChain } from "#errors.ts";

/**
 * Keeps a message out of others' sight however long its work takes: asks for more time whenever a quarter of it is
 * over, so that two requests in a row may fail. (SQS hides a message for twelve hours at most.) Returns what ends it.
 */
export function heldDelivery(queue: UploadQueue, delivery: Delivery, log: DomainLog): () => void {
  const extend = () =>
    queue.extendVisibility(delivery).catch((error) => {
      log.warn({ cause: causeChain(error) }, "a message may be received again while it is in work");
    });
  const timer = setInterval(extend, (queue.visibilitySeconds * 1000) / 4);
  return () => clearInterval(timer);
}
