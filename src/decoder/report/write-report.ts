import { readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { findTags } from "#decoder/exiftool/find-tags.ts";
import { hiddenPixels } from "#decoder/inspect/hidden-pixels.ts";
import type { ReportJob, ReportResult } from "#decoder-pool/jobs.ts";
import type { Disclosed } from "#picture/report/report.ts";
import { reportOf } from "./report-of.ts";

/** Writes the report of a file to `job.output`, as JSON. Throws AppError `too_complex`, `storage_full`. */
export async function writeReport(job: ReportJob): Promise<ReportResult> {
  try {
    const bytes = await readFile(job.source);
    const found = await findTags(bytes);
    const report = await reportOf(bytes, { found, more: await hiddenIn(job) });
    const json = JSON.stringify(report);
    await writeFile(job.output, json);
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}

/** Pixels that nobody sees, under full transparency. */
async function hiddenIn({ source, format, hasAlpha }: ReportJob): Promise<Disclosed[]> {
  const share = hasAlpha ? await hiddenPixels(source, format) : 0;
  return share > 0 ? [{ code: "hidden_pixels", value: `${(share * 100).toFixed(1)} %`, source: "pixels", remove: [] }] : [];
}
