import { createHash } from "node:crypto";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import type { TagsPage } from "#picture/tag-rows.ts";
import { ensureStored } from "./ensure-stored.ts";
import { cleanFileName } from "./file-name.ts";
import type { ImageRecord } from "./image.ts";
import { resultKey } from "./keys.ts";
import { readStoredJson } from "./read-stored-json.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withLocalFile, withOriginal } from "./with-local-file.ts";

/** Raised with every change of what ExifTool is asked, or of what is kept of it: old answers then die out. */
const TAGS_VERSION = 3;

/** All tags of an image, as stored files that may not be made yet. */
export interface TagsFiles {
  /** all of them as JSON, and as CSV */
  key: string;
  csvKey: string;
  /** what a page shows */
  pageKey: string;
  /** of the same original always the same */
  etag: string;
  fileName: string;
}

export function planTags(image: ImageRecord): TagsFiles {
  const hash = (what: string) =>
    createHash("sha256")
      .update(JSON.stringify([what, TAGS_VERSION, image.etag]))
      .digest("hex");
  const keyOf = (etag: string, extension: string) => resultKey(image.workspace, image.id, etag, extension);
  const etag = hash("tags");
  return {
    key: keyOf(etag, "json"),
    csvKey: keyOf(etag, "csv"),
    pageKey: keyOf(hash("tags page"), "json"),
    etag,
    fileName: cleanFileName(`${image.name}.tags.json`),
  };
}

/**
 * Makes the files of all tags stand in the store. They are made together in a child, so that the server draws, sends and
 * searches none of the megabytes that a file can say. Throws `busy`, `conversion_timeout`, `too_complex`, `damaged_image`.
 */
export async function ensureTags(services: Services, image: ImageRecord, options: JobOptions = {}): Promise<TagsFiles> {
  const files = planTags(image);
  const json = "application/json";
  await ensureStored(
    services,
    image,
    {
      output: { key: files.key, mediaType: json },
      csv: { key: files.csvKey, mediaType: "text/csv" },
      shown: { key: files.pageKey, mediaType: json },
    },
    options,
    (paths, how) =>
      withOriginal(services, image, (source) => runJob(services, image, { kind: "tags", source, ...paths }, how)),
  );
  return files;
}

/**
 * What a page shows of the tags of an image; of those that match `asked`, where not all of them are on the page anyway.
 * Throws as `ensureTags`.
 */
export async function readTagsPage(
  services: Services,
  image: ImageRecord,
  asked = "",
  options: JobOptions = {},
): Promise<TagsPage> {
  const { key, pageKey } = await ensureTags(services, image, options);
  const page = await readStoredJson<TagsPage>(services, pageKey);
  if (page.whole || asked.trim() === "") return page;
  return withLocalFile(services, key, null, (source) =>
    runJob(services, image, { kind: "find-tags", source, asked }, options),
  );
}
