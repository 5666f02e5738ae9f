import type { ImageRecord } from "./image.ts";
import type { Page } from "./ports/catalog.ts";
import type { Services } from "./services.ts";

/** A page of what is still to be seen, newest first. Throws `invalid_parameter` for a foreign cursor. */
export async function listImages(
  services: Services,
  workspace: string | null,
  options: { limit: number; cursor: string | null },
): Promise<Page<ImageRecord>> {
  if (!workspace) return { items: [], cursor: null };
  const page = await services.catalog.list(workspace, options);
  const now = services.now();
  return { ...page, items: page.items.filter((image) => image.expiresAt > now) };
}

/** Every image that is still to be seen, newest first, page by page. */
export async function* allImages(services: Services, workspace: string): AsyncGenerator<ImageRecord> {
  let cursor: string | null = null;
  do {
    const page: Page<ImageRecord> = await listImages(services, workspace, { limit: 100, cursor });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}
