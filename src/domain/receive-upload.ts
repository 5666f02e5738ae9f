import type { Readable } from "node:stream";
import { createPending, emptyFile, workspaceFull } from "./begin-upload.ts";
import { forgetImage } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** A stream that has not ended by then is given up, and swept. */
const STREAM_MS = 60 * 60_000;

/**
 * Takes one file whose size nobody announced, from a form that streams through the app to the store. The image
 * counts from the first byte, its bytes once they are known: never above the limits, and nothing stays of a file
 * that is refused. Throws `too_many_bytes`, `workspace_full`, `storage_full`, `not_an_image` (empty).
 */
export async function receiveUpload(
  services: Services,
  workspace: string,
  file: { name: string; mediaType: string; body: Readable; requestId?: string | null },
): Promise<ImageRecord> {
  const { catalog, limits, store } = services;
  const image = await createPending(services, workspace, {
    name: file.name,
    bytes: 0,
    mediaType: file.mediaType,
    reserved: 0,
    uploadEndsAt: services.now() + STREAM_MS,
    requestId: file.requestId,
  });
  try {
    const options = { mediaType: image.mediaType, maxBytes: limits.maxUploadBytes };
    const stored = await store.put(uploadKey(workspace, image.id), file.body, options);
    if (stored.bytes === 0) throw emptyFile();
    const room = { images: limits.workspaceImages, bytes: limits.workspaceBytes };
    if (!(await catalog.settle(workspace, image.id, stored, room))) {
      throw await workspaceFull(services, workspace, stored.bytes);
    }
    return { ...image, bytes: stored.bytes, uploadEndsAt: null };
  } catch (error) {
    await forgetImage(services, image);
    throw error;
  }
}
