import { forgetImage, removeBytes } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { isResultKey, uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** What a store and a catalog on one machine can tell that nobody else writes to. */
export interface LocalState {
  /** puts the adapters' own state right: rubbish of work that broke off, counts, messages that nobody holds */
  prepare(): Promise<void>;
  /** images that have an object in the store, original or derivative */
  stored(): AsyncIterable<{ workspace: string; id: string }>;
  /** keys of all derived objects */
  derived(): AsyncIterable<string>;
  /** the results that count in their workspace's budget */
  results(): { workspace: string; key: string }[];
  /** whether a result of this key counts in its workspace's budget */
  hasResult(key: string): boolean;
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
  for await (const key of local.derived()) {
    if (isResultKey(key) && !local.hasResult(key)) await services.store.remove(key); // can be made again
  }
  for (const { workspace, key } of local.results()) {
    if (!(await services.store.head(key))) await services.catalog.forgetResult(workspace, key);
  }
  for (const image of local.unfinished()) {
    const key = uploadKey(image.workspace, image.id);
    if (image.reserved === 0)
      await forgetImage(services, image); // its stream ended with the server, unanswered
    else if (await services.store.head(key)) await services.uploads.publish({ key }); // twice does no harm
  }
}
