import { findImage } from "./find-image.ts";
import type { ImageRecord } from "./image.ts";
import { isResultKey } from "./keys.ts";
import type { Services } from "./services.ts";

/**
 * Puts what was made of an image into the store; the file at `path` is gone afterwards. Results (`isResultKey`) can be
 * made again at any time: they count in the workspace's budget, and the oldest of them go for a new one. Throws as
 * `findImage`, with nothing kept, where the image went while it was being made.
 */
export async function keepDerivative(
  services: Services,
  image: ImageRecord,
  key: string,
  path: string,
  mediaType: string,
): Promise<void> {
  const { catalog, store, limits } = services;
  const { bytes } = await store.putFile(key, path, { mediaType });
  await findImage(services, image.workspace, image.id).catch(async (gone) => {
    await store.remove(key);
    throw gone;
  });
  if (!isResultKey(key)) return;
  const tooMuch = await catalog.addResult(image.workspace, image.id, key, bytes, limits.workspaceBytes);
  for (const old of tooMuch) {
    await store.remove(old);
    await catalog.forgetResult(image.workspace, old);
  }
}
