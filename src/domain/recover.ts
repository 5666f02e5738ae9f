import { forgetImage, removeBytes } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** What a store and a catalog on one machine can tell that nobody else writes to. */
export interface LocalState {
  /** puts the adapters' own state right: rubbish of work that broke off, counts, messages that nobody holds */
  prepare(): Promise<void>;
  /** images that have an object in the store, original or derivative */
  stored(): AsyncIterable<{ workspace: string; id: string }>;
  /** images that are `pending` or `processing`, or whose bytes were never settled (`reserved` 0) */
  unfinished(): ImageRecord[];
}

/**
 * Finishes or undoes what a killed server left between two steps. Call it at start, before anything is served,
 * while no other process uses the data.
 */
export async function recover(services: Services, local: LocalState): Promise<void> {
  await local.prepare();
  for await (const { workspace, id } of local.stored()) {
    if (!(await services.catalog.get(workspace, id))) await removeBytes(services, workspace, id);
  }
  for (const image of local.unfinished()) {
    const key = uploadKey(image.workspace, image.id);
    if (image.reserved === 0)
      await forgetImage(services, image); // its stream ended with the server, unanswered
    else if (await services.store.head(key)) await services.uploads.publish({ key }); // twice does no harm
  }
}
