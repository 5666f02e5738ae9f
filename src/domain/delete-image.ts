import { isAppError } from "#errors.ts";
import { findImage } from "./find-image.ts";
import type { ImageRecord } from "./image.ts";
import { derivedPrefix, uploadKey } from "./keys.ts";
import type { Amount } from "./ports/catalog.ts";
import type { ObjectStore } from "./ports/object-store.ts";
import type { Services } from "./services.ts";

/** Longer than any decoder or sender that may still be writing when an image is deleted. */
const STRAGGLER_MS = 2 * 60_000;

/** Deletes an own image: bytes, derivatives and record are gone when this returns. Throws as `findImage`. */
export async function deleteImage(services: Services, workspace: string | null, id: string): Promise<void> {
  await forgetImage(services, await findImage(services, workspace, id));
}

/**
 * Deletes whatever there is of an image. The record goes first, so that nobody can find bytes that are half
 * gone; what a late sender or decoder writes afterwards falls to the tombstone. Returns false where another
 * caller was faster. May be called any number of times.
 */
export async function forgetImage(services: Services, image: ImageRecord): Promise<boolean> {
  const until = Math.max(image.uploadEndsAt ?? 0, services.now() + STRAGGLER_MS);
  const remove = () => services.catalog.remove(image.workspace, image.id, until);
  const removed = await remove().catch(async (error) => {
    if (!isAppError(error) || error.code !== "storage_full") throw error;
    await removeBytes(services, image.workspace, image.id); // which makes the room that the catalog needs to forget
    return remove();
  });
  services.decoders.cancel(image.id); // what is made of it is nobody's
  await removeBytes(services, image.workspace, image.id);
  return removed !== null;
}

/** As `forgetImage`; where this call deleted it, it is added to `deleted`. */
export async function forgetAndCount(services: Services, image: ImageRecord, deleted: Amount): Promise<void> {
  const bytes = await arrivedBytes(services, image);
  if (!(await forgetImage(services, image))) return;
  deleted.images++;
  deleted.bytes += bytes;
}

/** Bytes of the original. The record of one that waits for them says what was announced: none of them may have come. */
async function arrivedBytes({ store }: Services, { workspace, id, status, bytes }: ImageRecord): Promise<number> {
  return status === "pending" ? ((await store.head(uploadKey(workspace, id)))?.bytes ?? 0) : bytes;
}

/** The original and all that was made of it. */
export async function removeBytes({ store }: Services, workspace: string, id: string): Promise<void> {
  await store.remove(uploadKey(workspace, id));
  await removeDerived(store, workspace, id);
}

/** All that was made of an image: thumbnail, preview, master, stored results. */
export async function removeDerived(store: ObjectStore, workspace: string, id: string): Promise<void> {
  await store.remove(derivedPrefix(workspace, id));
}
