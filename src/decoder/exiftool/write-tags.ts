import { readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import type { TagsJob, TagsResult } from "#decoder-pool/jobs.ts";
import { listTags } from "./list-tags.ts";

/**
 * Writes all tags of a file to `job.output`, as JSON. What ExifTool cannot read is not there.
 *
 * @throws AppError `damaged_image` where the file stops ExifTool, `too_complex`, `storage_full`
 */
export async function writeTags(job: TagsJob): Promise<TagsResult> {
  try {
    const json = JSON.stringify(await listTags(await readFile(job.source)));
    await writeFile(job.output, json);
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}
