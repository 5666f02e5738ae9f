import { findImage } from "./find-image.ts";
import type { ImageRecord } from "./image.ts";
import type { StoredObject } from "./ports.ts";
import type { Services } from "./services.ts";

/**
 * Puts what was made of an image into the store; the file at `path` is gone afterwards. Throws as `findImage`, with
 * nothing kept, where the image went while it was being made.
 */
export async function keepDerivative(
  services: Services,
  image: ImageRecord,
  key: string,
  path: string,
  mediaType: string,
): Promise<StoredObject> {
  const stored = await services.store.putFile(key, path, { mediaType });
  await findImage(services, image.workspace, image.id).catch(async (gone) => {
    await services.store.remove(key);
    throw gone;
  });
  return stored;
}

/**
 * As `keepDerivative`, for what can be made again at any time: it counts in the workspace's budget of results, and the
 * oldest of them go for it.
 */
export async function keepResult(
  services: Services,
  image: ImageRecord,
  key: string,
  path: string,
  mediaType: string,
): Promise<void> {
  const { catalog, store, limits } = services;
  const { bytes } = await keepDerivative(services, image, key, path, mediaType);
  const tooMuch = await catalog.addResult(image.workspace, image.id, key, bytes, limits.workspaceBytes);
  for (const old of tooMuch) {
    await store.remove(old);
    await catalog.forgetResult(image.workspace, old);
  }
}
