import { readFile, writeFile } from "node:fs/promises";
import { readCredentials } from "#decoder/credentials/read-credentials.ts";
import { decodeError } from "#decoder/decode-error.ts";
import { findTags } from "#decoder/exiftool/find-tags.ts";
import { hiddenPixels } from "#decoder/inspect/hidden-pixels.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import type { ReportJob, ReportResult } from "#decoder-pool/jobs.ts";
import { formatOf } from "#picture/formats.ts";
import type { Disclosed } from "#picture/report/report.ts";
import { credentialsTold } from "./credentials-told.ts";
import { piecesInside } from "./pieces-inside.ts";
import { reportOf } from "./report-of.ts";

/** Writes the report of a file to `job.output`, as JSON. Throws AppError `too_complex`, `storage_full`. */
export async function writeReport(job: ReportJob): Promise<ReportResult> {
  try {
    const bytes = await readFile(job.source);
    const found = await findTags(bytes, await piecesInside(bytes));
    const hidden = await hiddenShare(job);
    const credentials = await readCredentials(bytes, formatOf(job.format)?.mediaType ?? "");
    const report = await reportOf(bytes, { found, more: [...toldOf(hidden), ...credentialsTold(credentials)] });
    if (credentials.state === "unreadable") report.unknown.notRead.push("Content Credentials");
    if (hidden === null) report.unknown.notRead.push("what lies under full transparency");
    const json = JSON.stringify(report);
    await writeFile(job.output, json);
    return { bytes: Buffer.byteLength(json) };
  } catch (error) {
    throw decodeError(error);
  }
}

/** Pixels that nobody sees, as a share of all; null where it is not known. */
async function hiddenShare({ source, format, hasAlpha, maxPixels }: ReportJob): Promise<number | null> {
  if (!hasAlpha) return 0;
  if (formatOf(format)?.master) return null;
  const opened: Source = { path: source, format, maxPixels, damaged: true };
  try {
    return await hiddenPixels(opened, await (await openSource(opened)).metadata());
  } catch {
    return null;
  }
}

function toldOf(hidden: number | null): Disclosed[] {
  if (!hidden) return [];
  return [{ code: "hidden_pixels", value: `${(hidden * 100).toFixed(1)} %`, source: "pixels", remove: [] }];
}
