import { forgetImage } from "./delete-image.ts";
import type { Services } from "./services.ts";

/** Deletes every image of a workspace, also what is past its time and not swept yet. Returns how many. */
export async function deleteWorkspace(services: Services, workspace: string): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { items } = await services.catalog.list(workspace, { limit: 100, cursor: null });
    if (items.length === 0) break;
    for (const image of items) if (await forgetImage(services, image)) deleted++;
  }
  await services.catalog.takeNotices(workspace);
  return deleted;
}
