import { removeBytes } from "./delete-image.ts";
import type { Services } from "./services.ts";
import { sweepImage } from "./sweep-image.ts";
import { IMAGE_CONCURRENCY, withConcurrency } from "./with-concurrency.ts";

/** As many as are asked for in one look. */
const BATCH = 200;

/**
 * Deletes what is past its time, forgets uploads that never came, announces once more what waits for a worker that
 * nobody sent, and removes what stragglers wrote after a delete: all that was due when it began, look by look. An
 * image past its time loses its bytes at the first pass; its record stays `graceMs` longer, so that whoever looks
 * for it is told what happened (410). Any number of sweepers may run at once. Ends early, between two looks, where
 * `signal` says so. Returns how many records went.
 *
 * What fails does not hold the others up: the pass goes on while anything gets done, and throws the first error at
 * its end. The image is due again after `graceMs`.
 */
export async function sweep(services: Services, graceMs: number, signal?: AbortSignal): Promise<number> {
  const { catalog } = services;
  const now = services.now();
  const errors: unknown[] = [];
  let swept = 0;

  await eachLook(
    () => catalog.overdue(now, BATCH),
    async (image) => {
      try {
        if ((await sweepImage(services, image, { now, graceMs })) === "gone") swept++;
      } catch (error) {
        await catalog.postpone(image.workspace, image.id, now + graceMs);
        throw error;
      }
    },
  );
  await eachLook(
    () => catalog.tombstones(now, BATCH),
    async ({ workspace, id }) => {
      await removeBytes(services, workspace, id);
      await catalog.buryTombstone(workspace, id);
    },
  );
  if (errors.length > 0) throw errors[0];
  return swept;

  /** Does `work` with all that looks find, until one finds no more than fits, or nothing of it got done. */
  async function eachLook<T>(look: () => Promise<T[]>, work: (item: T) => Promise<void>): Promise<void> {
    while (!signal?.aborted) {
      const found = await look();
      let done = 0;
      await withConcurrency(IMAGE_CONCURRENCY, found, async (item) => {
        try {
          await work(item);
          done++;
        } catch (error) {
          errors.push(error);
        }
      });
      if (found.length < BATCH || done === 0) return;
    }
  }
}
