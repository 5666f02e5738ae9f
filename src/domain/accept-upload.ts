import type { Readable } from "node:stream";
import { AppError } from "#errors.ts";
import { removeBytes } from "./delete-image.ts";
import { parseUploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/**
 * Takes the bytes that a signed upload target announced, where the app is the store's address. `id` is the one in
 * that address. Throws as
 * `UploadReceiver.accept`, and `not_found` where the image was deleted meanwhile.
 */
export async function acceptUpload(
  services: Services,
  id: string,
  fields: Record<string, string>,
  body: Readable,
): Promise<void> {
  const named = parseUploadKey(fields.key ?? "");
  const gone = new AppError("not_found", "There is no such upload. It may have been deleted; begin a new one.");
  if (!services.receiver || named?.id !== id || !(await services.catalog.get(named.workspace, named.id))) throw gone;
  await services.receiver.accept(fields, body);
  if (await services.catalog.get(named.workspace, named.id)) return;
  await removeBytes(services, named.workspace, named.id);
  throw gone;
}
