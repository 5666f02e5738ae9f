import { forgetAndCount } from "./delete-image.ts";
import { isImageId } from "./keys.ts";
import type { Amount } from "./ports/catalog.ts";
import type { Services } from "./services.ts";
import { IMAGE_CONCURRENCY, withConcurrency } from "./with-concurrency.ts";

/**
 * Deletes these images of a workspace, and says how many that were, and how many bytes of originals: what is gone
 * already, or is another's, is no fault and does not count. Throws where the store or the catalog fails; it may then be
 * asked again.
 */
export async function deleteImages(
  services: Services,
  workspace: string | null,
  ids: readonly string[],
): Promise<Amount> {
  const deleted = { images: 0, bytes: 0 };
  if (!workspace) return deleted;
  const own = [...new Set(ids)].filter(isImageId);
  await withConcurrency(IMAGE_CONCURRENCY, own, async (id) => {
    const image = await services.catalog.get(workspace, id);
    if (image) await forgetAndCount(services, image, deleted);
  });
  return deleted;
}
