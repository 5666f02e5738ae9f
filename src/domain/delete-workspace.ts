import { forgetAndCount } from "./delete-image.ts";
import type { Amount } from "./ports/catalog.ts";
import type { Services } from "./services.ts";
import { IMAGE_CONCURRENCY, withConcurrency } from "./with-concurrency.ts";

/**
 * Deletes every image of a workspace, also what is past its time and not swept yet. Returns how many images, and how
 * many bytes of originals, this call deleted: of two at once each counts its own. Throws where the store or the catalog
 * fails: what was not deleted then is still listed, or has a tombstone.
 */
export async function deleteWorkspace(services: Services, workspace: string): Promise<Amount> {
  const deleted: Amount = { images: 0, bytes: 0 };
  for (;;) {
    const { items } = await services.catalog.list(workspace, { limit: 100, cursor: null });
    if (items.length === 0) break;
    await withConcurrency(IMAGE_CONCURRENCY, items, (image) => forgetAndCount(services, image, deleted));
  }
  await services.catalog.takeNotices(workspace);
  return deleted;
}
