import { readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { type ExifToolTags, findTags } from "#decoder/exiftool/find-tags.ts";
import { PerlError } from "#decoder/exiftool/perl.ts";
import type { ReportJob, ReportResult } from "#decoder-pool/jobs.ts";
import { makeReport } from "./make-report.ts";
import { piecesInside } from "./pieces-inside.ts";

/** Writes the report of a file to `job.output`, as JSON. Throws AppError `too_complex`, `storage_full`. */
export async function writeReport(job: ReportJob): Promise<ReportResult> {
  try {
    const bytes = await readFile(job.source);
    const found = await listedTags(bytes);
    const { source: path, output, ...rest } = job;
    const json = JSON.stringify(await makeReport(bytes, found, { ...rest, path, scratch: `${output}.master` }));
    await writeFile(output, json);
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}

/** ExifTool's list; where the file stops it, what is said is that it was not read. */
async function listedTags(bytes: Uint8Array): Promise<ExifToolTags> {
  try {
    return await findTags(bytes, await piecesInside(bytes));
  } catch (error) {
    if (!(error instanceof PerlError)) throw error;
    const unread = ["it stopped before the end of its list"];
    return { version: "", tags: [], truncated: false, errors: unread, unread };
  }
}
