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
