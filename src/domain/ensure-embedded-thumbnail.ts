import type { JobOptions } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ReadyImage } from "./image.ts";
import { embeddedThumbnailKey } from "./keys.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withOriginal } from "./with-local-file.ts";

/**
 * Makes the small copy that a ready image carries of itself stand in the store, at its first look; returns its key.
 * Throws `not_found` where it carries none, else as a conversion does.
 */
export async function ensureEmbeddedThumbnail(
  services: Services,
  image: ReadyImage,
  options: JobOptions = {},
): Promise<string> {
  const details = await services.catalog.details(image.workspace, image.id);
  if (!details?.embedded) throw new AppError("not_found", "This picture carries no small copy of itself.");
  const key = embeddedThumbnailKey(image.workspace, image.id, image.etag ?? "");
  const { format } = image.facts;
  await ensureStored(services, image, { output: { key, mediaType: "image/webp" } }, options, (paths, how) =>
    withOriginal(services, image, (source) =>
      runJob(services, image, { kind: "embedded-thumbnail", source, format, ...paths }, how),
    ),
  );
  return key;
}
