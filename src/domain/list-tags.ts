import { createHash } from "node:crypto";
import { json } from "node:stream/consumers";
import { AppError } from "#errors.ts";
import type { Tags } from "#picture/tag-list.ts";
import { withOriginal } from "./decodable.ts";
import { cleanFileName } from "./file-name.ts";
import type { ImageRecord } from "./image.ts";
import { keepResult } from "./keep-derivative.ts";
import { resultKey } from "./keys.ts";
import type { JobOptions, Services } from "./services.ts";
import { singleFlightPatiently } from "./single-flight.ts";

/** Raised with every change of what ExifTool is asked: old answers then die out. */
const TAGS_VERSION = 1;

/** All tags of an image, as a stored JSON file that may not be made yet. */
export interface TagsFile {
  key: string;
  /** of the same original always the same */
  etag: string;
  fileName: string;
}

export function planTags(image: ImageRecord): TagsFile {
  const etag = createHash("sha256")
    .update(JSON.stringify(["tags", TAGS_VERSION, image.etag]))
    .digest("hex");
  const key = resultKey(image.workspace, image.id, etag, "json");
  return { key, etag, fileName: cleanFileName(`${image.name}.tags.json`) };
}

/**
 * Makes the file of all tags stand in the store; at once where it is there, and one time for all who ask. Throws `busy`,
 * `conversion_timeout`, `too_complex`, `damaged_image`.
 */
export async function makeTags(services: Services, image: ImageRecord, options: JobOptions = {}): Promise<TagsFile> {
  const file = planTags(image);
  if (await services.store.head(file.key)) return file;
  await singleFlightPatiently(file.key, options.patient === true, () =>
    services.withScratch("json", (output) =>
      withOriginal(services, image, async (source) => {
        await services.decoders.run({ kind: "tags", source, output }, options);
        await keepResult(services, image, file.key, output, "application/json");
      }),
    ),
  );
  return file;
}

/** All tags of an image. Throws as `makeTags`. */
export async function readTags(services: Services, image: ImageRecord): Promise<Tags> {
  const { key } = await makeTags(services, image);
  const object = await services.store.read(key);
  if (!object) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  return (await json(object.body)) as Tags;
}
