import type { InspectJob, InspectResult } from "#decoder-pool/jobs.ts";
import { AppError, isAppError } from "#errors.ts";
import { damageWarning } from "#picture/damage.ts";
import type { Format } from "#picture/formats.ts";
import { openMaster } from "./decode/open-master.ts";
import { decodeError } from "./decode-error.ts";
import { deriveThumbnail } from "./derive/derive-thumbnail.ts";
import { extensionWarning } from "./inspect/extension-warning.ts";
import { identify } from "./inspect/identify.ts";
import { pageProperties, pageSizes } from "./inspect/page-properties.ts";
import { readHeader } from "./inspect/read-header.ts";
import { metadataOf } from "./inspect/read-metadata.ts";
import { readProperties, refuseTooMuch } from "./inspect/read-properties.ts";
import { refuseEndlessSvg } from "./inspect/svg-size.ts";
import type { Source } from "./open-source.ts";
import { lookIntoFile } from "./report/look-into-file.ts";
import { apngFrames, holdsGainMap, type WalkedFile, walkedFile } from "./report/walked-file.ts";

/**
 * Everything that is known of a new upload: what it is, what it says of itself, what it looks like. The thumbnail is
 * written to `job.thumbnail`, and the master of a format that has one to `job.master`. Headers are read, and refused,
 * before the first pixel is decoded. A file that is cut off is taken as far as it goes, with the warning `damaged`.
 *
 * @throws AppError `not_an_image`, `unsupported_format`, `damaged_image`, `too_many_pixels`, `too_many_frames`,
 *   `too_complex`, `storage_full`
 */
export async function inspectUpload(job: InspectJob): Promise<InspectResult> {
  const format = await identify(job.source);
  if (job.closed.includes(format.id)) throw switchedOff(format);
  const file = await walkedFile(job.source);
  try {
    return await read(job, format, file, false);
  } catch (error) {
    const first = decodeError(error);
    // A master's decoder has taken all that there was already.
    if (format.id === "svg" || format.master || !isDamage(first)) throw first;
    return await read(job, format, file, true).catch((again: unknown) => {
      const second = decodeError(again);
      throw isDamage(second) ? first : second;
    });
  }
}

async function read(job: InspectJob, format: Format, file: WalkedFile, damaged: boolean): Promise<InspectResult> {
  const original: Source = { path: job.source, format: format.id, maxPixels: job.maxPixels, damaged };
  const sizes = pageSizes(job.source, format);
  const header = await readHeader(original, format);
  if (format.id === "svg") await refuseEndlessSvg(job.source);
  refuseTooMuch(readProperties(header, format), job.maxPixels);
  const metadata = await metadataOf(file);
  // Of the others the decoder says so.
  if (format.id === "gif" && file.walk.endsEarly) original.damaged = true;

  const { source, decoded, damage } = format.master
    ? await openMaster(job, format)
    : { source: original, decoded: header, damage: null };
  const copy = metadata.embedded && { bytes: metadata.embedded, orientation: metadata.orientation };
  const { missing, embedded, histogram, ...looks } = await deriveThumbnail(source, decoded, job.thumbnail, copy);
  const damageOfSource = source.damaged ? damageWarning(missing) : damage;
  const told = [damageOfSource, extensionWarning(job.name, format), ...metadata.warnings];
  const pages = pageProperties(decoded, sizes);
  const inside = await lookIntoFile(file);
  return {
    facts: {
      ...readProperties({ ...header, pages: decoded.pages ?? 1 }, format),
      ...(format.id === "png" && { frames: apngFrames(file.walk) }),
      ...looks,
      orientation: metadata.orientation,
      warnings: told.filter((warning) => warning !== null),
      ...(holdsGainMap(file.walk) && { hdr: true }),
      inside: inside.kinds,
      discloses: inside.discloses,
    },
    details: { metadata: metadata.metadata, histogram, ...(embedded && { embedded }), ...(pages && { pages }) },
  };
}

const isDamage = (error: unknown): boolean => isAppError(error) && error.code === "damaged_image";

function switchedOff({ name }: Format): AppError {
  return new AppError(
    "unsupported_format",
    `This is a ${name} picture, and ${name} is switched off here. Save it as JPEG first.`,
  );
}
