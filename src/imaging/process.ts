import { AppError } from "../errors.ts";
import { decoderOf } from "./decode/decoders.ts";
import { decodeError } from "./decode-error.ts";
import { derive } from "./derive/derive.ts";
import type { Format } from "./formats.ts";
import { extensionWarning } from "./inspect/extension-warning.ts";
import { identify } from "./inspect/identify.ts";
import { readMetadata } from "./inspect/read-metadata.ts";
import { refuseEndlessSvg } from "./inspect/svg-size.ts";
import type { ProcessJob, ProcessResult } from "./jobs.ts";
import type { Warning } from "./metadata.ts";
import { readFacts, refuseTooMuch } from "./read-facts.ts";
import { readHeader } from "./read-header.ts";
import { openSource, type Source } from "./source.ts";

/**
 * Everything that is known of a new upload: what it is, what it says of itself, what it looks like. The thumbnail is
 * written to `job.thumbnail`, and the master of a format that has one to `job.master`. Headers are read, and refused,
 * before the first pixel is decoded.
 *
 * @throws AppError `not_an_image`, `unsupported_format`, `damaged_image`, `too_many_pixels`, `too_many_frames`,
 *   `too_complex`, `storage_full`
 */
export async function processUpload(job: ProcessJob): Promise<ProcessResult> {
  const format = await identify(job.source);
  try {
    if (job.closed.includes(format.id)) throw switchedOff(format);
    const header = await readHeader(job.source, format);
    if (format.id === "svg") await refuseEndlessSvg(job.source);
    const facts = readFacts(header, format);
    refuseTooMuch(facts, job.maxPixels);
    const read = await readMetadata(job.source, { format, sharpMetadata: header });
    const { metadata, orientation } = read;
    const damage = format.master ? await writeMaster(job, format) : null;
    const source: Source = format.master
      ? { path: job.master, format: format.master, maxPixels: job.maxPixels }
      : { path: job.source, format: format.id, maxPixels: job.maxPixels };
    const decoded = format.master ? await (await openSource(source)).metadata() : header;
    const copy = read.embedded && { bytes: read.embedded, orientation };
    const { histogram, thumbhash, palette, embedded } = await derive(source, decoded, job.thumbnail, copy);
    const mismatch = extensionWarning(job.name, format);
    const warnings = [...(damage ? [damage] : []), ...(mismatch ? [mismatch] : []), ...read.warnings];
    return {
      facts: { ...facts, orientation, thumbhash, palette, warnings },
      details: { metadata, histogram, ...(embedded && { embedded }) },
    };
  } catch (error) {
    throw decodeError(error);
  }
}

async function writeMaster({ source, master, maxPixels }: ProcessJob, { id }: Format): Promise<Warning | null> {
  const decoder = await decoderOf(id);
  const detail = await decoder.decode(source, master, maxPixels);
  return detail === null ? null : { code: "damaged", detail };
}

function switchedOff({ name }: Format): AppError {
  return new AppError(
    "unsupported_format",
    `This is a ${name} picture, and ${name} is switched off here. Save it as JPEG first.`,
  );
}
