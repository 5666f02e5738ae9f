import { AppError, toAppError } from "#errors.ts";
import { findImage } from "./find-image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** A retry that no worker has taken up by then is announced once more by the sweeper: its message may be lost. */
const RETRY_MS = 10 * 60_000;

/**
 * Processes a failed image again. Throws as `findImage`, `not_ready` where it did not fail, and what the queue
 * throws: then the image is `failed` as before.
 */
export async function retryImage(services: Services, workspace: string | null, id: string): Promise<void> {
  const image = await findImage(services, workspace, id);
  const lookAgainAt = Math.min(services.now() + RETRY_MS, image.expiresAt);
  if (!(await services.catalog.markRetried(image.workspace, id, lookAgainAt))) {
    throw new AppError("not_ready", "Only a picture that failed can be tried again.");
  }
  try {
    await services.uploads.publish({ key: uploadKey(image.workspace, id) });
  } catch (error) {
    await services.catalog.markFailed(image.workspace, id, image.error ?? toAppError(error).public);
    throw error;
  }
}
