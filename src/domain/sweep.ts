import { forgetImage, removeBytes } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

const BATCH = 200;

/**
 * Deletes what is past its time, forgets uploads that never came, and removes what stragglers wrote after a
 * delete. An image past its time loses its bytes at the first pass; its record stays `graceMs` longer, so that
 * whoever looks for it is told what happened (410). Any number of sweepers may run at once. Returns how many
 * records went.
 */
export async function sweep(services: Services, graceMs: number): Promise<number> {
  let swept = 0;
  for (;;) {
    const overdue = await services.catalog.overdue(services.now(), BATCH);
    let progress = 0;
    for (const image of overdue) {
      const outcome = await sweepOne(services, image, graceMs);
      if (outcome !== "waits") progress++;
      if (outcome === "gone") swept++;
    }
    if (overdue.length < BATCH || progress === 0) break;
  }
  for (const { workspace, id } of await services.catalog.tombstones(services.now(), BATCH)) {
    await removeBytes(services, workspace, id);
    await services.catalog.buryTombstone(workspace, id);
  }
  return swept;
}

async function sweepOne(
  services: Services,
  image: ImageRecord,
  graceMs: number,
): Promise<"gone" | "arrived" | "waits"> {
  const now = services.now();
  if (image.expiresAt > now) {
    const arrived = await services.store.head(uploadKey(image.workspace, image.id));
    if (arrived && (await services.catalog.markArrived(image.workspace, image.id, arrived))) return "arrived";
  } else if (image.expiresAt + graceMs > now) {
    await removeBytes(services, image.workspace, image.id);
    return "waits";
  }
  return (await forgetImage(services, image)) ? "gone" : "waits";
}
