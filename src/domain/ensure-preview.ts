import type { JobOptions } from "#decoder-pool/jobs.ts";
import { withDecodable } from "./decodable.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ReadyImage } from "./image.ts";
import { previewKey, resultKey } from "./keys.ts";
import { frameKey } from "./recipe-key.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";

/**
 * Makes the preview of a ready image, or of one of its frames, stand in the store, at its first look; returns its key.
 * Those of frames count as results. Throws as a conversion does.
 *
 * @param page a frame or page from 0
 */
export async function ensurePreview(
  services: Services,
  image: ReadyImage,
  page = 0,
  options: JobOptions = {},
): Promise<string> {
  const { workspace, id, etag } = image;
  const { maxPixels } = services.limits;
  const key =
    page === 0 ? previewKey(workspace, id) : resultKey(workspace, id, frameKey("preview", page, etag ?? ""), "webp");
  await ensureStored(services, image, { output: { key, mediaType: "image/webp" } }, options, (paths, how) =>
    withDecodable(services, image, how, (file) =>
      runJob(services, image, { kind: "preview", ...file, ...paths, page, maxPixels }, how),
    ),
  );
  return key;
}
