import { forgetImage, removeBytes } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/**
 * Does with an overdue image what its time asks for. It is not overdue at `now` any more when this returns.
 * @param at.now ms since 1970: when the pass began
 * @param at.graceMs how long the record of an image outlives its bytes
 * @returns "gone" where this call deleted the record
 */
export async function sweepImage(
  services: Services,
  image: ImageRecord,
  at: { now: number; graceMs: number },
): Promise<"gone" | "stays"> {
  const { workspace, id, expiresAt } = image;
  if (expiresAt > at.now) {
    if (image.status === "pending") return sweepPending(services, image);
    await services.catalog.postpone(workspace, id, expiresAt); // put off while it waited, and read since
    return "stays";
  }
  if (expiresAt + at.graceMs <= at.now) return (await forgetImage(services, image)) ? "gone" : "stays";
  await removeBytes(services, workspace, id);
  await services.catalog.postpone(workspace, id, expiresAt + at.graceMs);
  return "stays";
}

/**
 * Forgets an upload that never came. One that is there is never forgotten: nobody has begun to read it, so its
 * event, or the message of a retry, may be lost, and it is announced once more. Once is enough: the queue loses
 * nothing, and whoever receives it makes it `processing`, for which nobody comes here again.
 */
async function sweepPending(services: Services, image: ImageRecord): Promise<"gone" | "stays"> {
  const { workspace, id } = image;
  const key = uploadKey(workspace, id);
  const there = await services.store.head(key);
  if (!there) return (await forgetImage(services, image)) ? "gone" : "stays";
  await services.uploads.publish({ key }); // before it is noted: broken off in between, it is announced twice
  if (await services.catalog.markArrived(workspace, id, there)) {
    services.log.warn({ image: id }, "an upload that waited is announced once more");
  }
  return "stays";
}
