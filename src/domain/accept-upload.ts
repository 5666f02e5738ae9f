import type { Readable } from "node:stream";
import { AppError } from "#errors.ts";
import { removeBytes } from "./delete-image.ts";
import { parseUploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** The one answer where nothing of ours signed what came, or where what was signed is gone: it tells nobody what exists. */
export const unknownUpload = (): AppError =>
  new AppError("not_found", "There is no such upload, or it was deleted. Begin a new one.");

/**
 * Takes the bytes that a signed upload target announced, where the app is the store's address. `id` is the one in
 * that address. Throws as `UploadReceiver.accept`, and `not_found` where the image is of another address or was deleted.
 */
export async function acceptUpload(
  services: Services,
  id: string,
  fields: Record<string, string>,
  body: Readable,
): Promise<void> {
  const { catalog, receiver } = services;
  if (!receiver) throw unknownUpload();
  receiver.checkTarget(fields); // before anything is looked up
  const named = parseUploadKey(fields.key ?? "");
  if (named?.id !== id || !(await catalog.get(named.workspace, named.id))) throw unknownUpload();
  await receiver.accept(fields, body);
  if (await catalog.get(named.workspace, named.id)) return;
  await removeBytes(services, named.workspace, named.id);
  throw unknownUpload();
}
