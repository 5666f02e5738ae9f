import { AppError, toAppError } from "#errors.ts";
import { findImage } from "./find-image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** A retry that no worker has taken up by then is announced once more by the sweeper: its message may be lost. */
const RETRY_MS = 10 * 60_000;

/** What a try may cost of which nobody knows how long it took: as long as one may take by default. */
const UNKNOWN_MS = 30_000;

/**
 * Processes a failed image again, at the price of the decoder time that it took the last time. Throws as `findImage`,
 * `not_ready` where it did not fail, `too_many_requests` where its workspace has had its decoder time, and what the
 * queue throws: then the image is `failed` as before.
 */
export async function retryImage(services: Services, workspace: string | null, id: string): Promise<void> {
  const image = await findImage(services, workspace, id);
  if (image.status === "failed") services.decoders.charge(image.workspace, image.failedAfterMs ?? UNKNOWN_MS);
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
