import { readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import type { TagsJob, TagsResult } from "#decoder-pool/jobs.ts";
import { tagsPage } from "#picture/tag-rows.ts";
import { tagsCsv } from "#picture/tags-csv.ts";
import { listTags } from "./list-tags.ts";

/**
 * Writes all tags of a file to `job.output`, as JSON, to `job.csv`, and to `job.shown` the first of them. What ExifTool cannot read is not there.
 *
 * @throws AppError `damaged_image` where the file stops ExifTool, `too_complex`, `storage_full`
 */
export async function writeTags(job: TagsJob): Promise<TagsResult> {
  try {
    const tags = await listTags(await readFile(job.source));
    const json = JSON.stringify(tags);
    await writeFile(job.output, json);
    await writeFile(job.csv, tagsCsv(tags));
    await writeFile(job.shown, JSON.stringify(tagsPage(tags)));
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}
