import { AppError } from "#errors.ts";
import type { ImageRecord, ReadyImage } from "./image.ts";
import { isImageId } from "./keys.ts";
import type { Services } from "./services.ts";

/**
 * An image of this workspace, as far as it is still to be seen. `workspace` is null for a visitor without one.
 * Throws `not_found` (never was, is another's, is swept) and `expired`.
 */
export async function findImage(services: Services, workspace: string | null, id: string): Promise<ImageRecord> {
  const record = workspace && isImageId(id) ? await services.catalog.get(workspace, id) : null;
  if (!record) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  if (record.expiresAt <= services.now()) {
    throw new AppError("expired", "This picture was deleted on time. Nothing of it is left to show.");
  }
  return record;
}

/** An image that can be converted. Throws as `findImage`, `not_ready` while in work, and its own error where it failed. */
export async function findReadyImage(services: Services, workspace: string | null, id: string): Promise<ReadyImage> {
  const record = await findImage(services, workspace, id);
  if (record.status === "failed" && record.error) throw new AppError(record.error.code, record.error.detail);
  if (record.status !== "ready" || !record.facts) {
    throw new AppError("not_ready", "This picture is still being read. Try again in a moment.");
  }
  return { ...record, facts: record.facts };
}
