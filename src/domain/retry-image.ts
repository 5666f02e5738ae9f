import { AppError } from "../errors.ts";
import { findImage } from "./find-image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** Processes a failed image again. Throws as `findImage`, and `not_ready` where it did not fail. */
export async function retryImage(services: Services, workspace: string | null, id: string): Promise<void> {
  const image = await findImage(services, workspace, id);
  if (!(await services.catalog.markRetried(image.workspace, id))) {
    throw new AppError("not_ready", "Only a picture that failed can be tried again.");
  }
  await services.uploads.publish({ key: uploadKey(image.workspace, id) });
}
