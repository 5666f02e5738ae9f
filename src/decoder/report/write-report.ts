import { readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { findTags } from "#decoder/exiftool/find-tags.ts";
import type { ReportJob, ReportResult } from "#decoder-pool/jobs.ts";
import { makeReport } from "./make-report.ts";
import { piecesInside } from "./pieces-inside.ts";

/** Writes the report of a file to `job.output`, as JSON. Throws AppError `too_complex`, `storage_full`. */
export async function writeReport(job: ReportJob): Promise<ReportResult> {
  try {
    const bytes = await readFile(job.source);
    const found = await findTags(bytes, await piecesInside(bytes));
    const { source: path, output, ...rest } = job;
    const json = JSON.stringify(await makeReport(bytes, found, { ...rest, path, scratch: `${output}.master` }));
    await writeFile(output, json);
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}
