import { forgetImage, removeBytes } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import type { Services } from "./services.ts";

/** What a store and a catalog on one machine, which nobody else writes to, say of what a killed server left. */
export interface LocalState {
  /**
   * Puts the adapters' own state right: rubbish of work that broke off, counts, messages that nobody holds. Throws
   * where there are originals that the catalog neither knows nor has deleted: then nothing was changed.
   */
  prepare(): Promise<Leftovers>;
}

export interface Leftovers {
  /** images with something in the store and no record: they were being deleted */
  lost: { workspace: string; id: string }[];
  /** keys of stored results that count in no budget: they can be made again */
  uncounted: string[];
  /** images whose stream ended with the server, unanswered */
  brokenOff: ImageRecord[];
  /** keys of uploads that are there and not processed */
  waiting: string[];
}

/**
 * Finishes or undoes what a killed server left between two steps. Call it at start, before anything is served,
 * while no other process uses the data. Throws as `LocalState.prepare`.
 */
export async function recover(services: Services, local: LocalState): Promise<void> {
  const { lost, uncounted, brokenOff, waiting } = await local.prepare();
  for (const { workspace, id } of lost) await removeBytes(services, workspace, id);
  for (const key of uncounted) await services.store.remove(key);
  for (const image of brokenOff) await forgetImage(services, image);
  for (const key of waiting) await services.uploads.publish({ key }); // twice does no harm
}
