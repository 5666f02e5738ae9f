import { createHash } from "node:crypto";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import type { Tags } from "#picture/tag-list.ts";
import { ensureStored } from "./ensure-stored.ts";
import { cleanFileName } from "./file-name.ts";
import type { ImageRecord } from "./image.ts";
import { resultKey } from "./keys.ts";
import { readStoredJson } from "./read-stored-json.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withOriginal } from "./with-local-file.ts";

/** Raised with every change of what ExifTool is asked: old answers then die out. */
const TAGS_VERSION = 2;

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

/** Makes the file of all tags stand in the store. Throws `busy`, `conversion_timeout`, `too_complex`, `damaged_image`. */
export async function ensureTags(services: Services, image: ImageRecord, options: JobOptions = {}): Promise<TagsFile> {
  const file = planTags(image);
  await ensureStored(
    services,
    image,
    { output: { key: file.key, mediaType: "application/json" } },
    options,
    (paths, how) =>
      withOriginal(services, image, (source) => runJob(services, image, { kind: "tags", source, ...paths }, how)),
  );
  return file;
}

/** All tags of an image. Throws as `ensureTags`. */
export async function readTags(services: Services, image: ImageRecord, options: JobOptions = {}): Promise<Tags> {
  const { key } = await ensureTags(services, image, options);
  return readStoredJson<Tags>(services, key);
}
