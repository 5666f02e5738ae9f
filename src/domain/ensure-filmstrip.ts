import type { JobOptions } from "#decoder-pool/jobs.ts";
import { withDecodable } from "./decodable.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ReadyImage } from "./image.ts";
import { resultKey } from "./keys.ts";
import { frameKey } from "./recipe-key.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";

/**
 * Makes a strip of small frames of a ready image stand in the store, at its first look; returns its key. It counts as a
 * result: thousands of frames do not fill the store. Throws as a conversion does.
 *
 * @param from the first frame, from 0
 */
export async function ensureFilmstrip(
  services: Services,
  image: ReadyImage,
  from: number,
  options: JobOptions = {},
): Promise<string> {
  const key = resultKey(image.workspace, image.id, frameKey("strip", from, image.etag ?? ""), "webp");
  const { width, height } = image.facts;
  const { maxPixels } = services.limits;
  await ensureStored(services, image, { output: { key, mediaType: "image/webp" } }, options, (paths, how) =>
    withDecodable(services, image, how, (file) =>
      runJob(services, image, { kind: "filmstrip", ...file, ...paths, width, height, from, maxPixels }, how),
    ),
  );
  return key;
}
