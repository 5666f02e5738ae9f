import { type FileHandle, open } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { readIcc } from "#decoder/inspect/icc.ts";
import { refuseTooMuch } from "#decoder/inspect/read-properties.ts";
import { AppError } from "#errors.ts";
import { AnimatedWebp, MAX_WEBP_SIDE } from "./animated-webp.ts";
import { refuseLargerFrames } from "./av1-size.ts";
import type { Av1Track } from "./av1-track.ts";
import { muxAvifSequence, type TrackToWrite } from "./avif-mux.ts";
import { type AvifSequence, type AvifSequenceHeader, readAvifSequence } from "./avif-sequence-header.ts";
import { displayP3, P3_PRIMARIES } from "./display-p3.ts";
import { decodeFrames, type RawFrame } from "./image-magick.ts";
import { damagedContainer } from "./isobmff.ts";
import { applyPlacement } from "./orient.ts";

export { type AvifSequenceHeader, readAvifSequenceHeader } from "./avif-sequence-header.ts";

/** Pixels that are decoded at a time, where the sequence can be entered in between: 64 MB of RGBA. */
const BATCH_PIXELS = 16_000_000;

/**
 * Decodes an AVIF image sequence into a lossless animated WebP at `output`: frames upright, their times and loops kept, the
 * colour profile attached. WebP has 8 bits a sample: deeper ones are rounded. A file that is cut short gives the frames
 * that are whole.
 *
 * @param maxPixels width x height x frames that may be decoded
 * @returns how many frames there are in `output`
 * @throws AppError `damaged_image`, `too_many_frames`, `too_many_pixels`, `unsupported_format`; file system errors as they are
 */
export async function decodeAvifSequence(
  source: string,
  output: string,
  { maxPixels }: { maxPixels: number },
): Promise<{ frames: number }> {
  const sequence = await readAvifSequence(source);
  const { header, colour } = sequence;
  refuseTooMuch({ width: colour.width, height: colour.height, frames: header.frames }, maxPixels);
  if (Math.max(header.width, header.height) > MAX_WEBP_SIDE) {
    throw new AppError("unsupported_format", `AVIF sequences are read up to ${MAX_WEBP_SIDE} pixels a side.`);
  }
  if (header.complete === 0) throw damagedContainer();
  const icc = await profileOf(header);
  const file = await open(source);
  try {
    const webp = await AnimatedWebp.create(output, { ...header, icc });
    try {
      for (const batch of batches(sequence)) await decodeBatch(file, webp, sequence, batch);
      await webp.finish();
    } finally {
      await webp.close();
    }
  } catch (error) {
    throw decodeError(error);
  } finally {
    await file.close();
  }
  return { frames: header.complete };
}

interface Batch {
  start: number;
  end: number;
}

/** Runs of frames, each of which begins where both tracks can be entered. */
function* batches({ header, colour, alpha }: AvifSequence): Generator<Batch> {
  const most = Math.max(1, Math.floor(BATCH_PIXELS / (colour.width * colour.height)));
  let start = 0;
  for (let index = 1; index < header.complete; index++) {
    const entry = colour.samples[index]?.sync && (alpha?.samples[index]?.sync ?? true);
    if (!entry || index - start < most) continue;
    yield { start, end: index };
    start = index;
  }
  yield { start, end: header.complete };
}

async function decodeBatch(file: FileHandle, webp: AnimatedWebp, sequence: AvifSequence, batch: Batch): Promise<void> {
  const { header, colour, alpha, placement } = sequence;
  const { width, height } = colour;
  const part = muxAvifSequence({
    width,
    height,
    colour: await readSamples(file, colour, batch),
    alpha: alpha && (await readSamples(file, alpha, batch)),
    coded: colour.colour,
  });
  let decoded = 0;
  await decodeFrames(part, "AVIF", async (frame, index) => {
    if (frame.width !== width || frame.height !== height) throw damagedContainer();
    if (alpha && colour.premultipliedBy === alpha.id) unpremultiply(frame);
    const still = await (await applyPlacement(frame, placement)).webp({ lossless: true, effort: 0 }).toBuffer();
    await webp.add(still, header, header.delays[batch.start + index] ?? 0);
    decoded++;
  });
  if (decoded !== batch.end - batch.start) throw damagedContainer();
}

async function readSamples(file: FileHandle, track: Av1Track, { start, end }: Batch): Promise<TrackToWrite> {
  const samples: { data: Buffer; sync: boolean }[] = [];
  for (const { offset, size, sync } of track.samples.slice(start, end)) {
    const data = Buffer.alloc(size);
    const { bytesRead } = await file.read(data, 0, size, offset);
    if (bytesRead !== size) throw damagedContainer();
    refuseLargerFrames(data, track);
    samples.push({ data, sync });
  }
  refuseLargerFrames(track.configuration.subarray(4), track);
  return { configuration: track.configuration, samples };
}

/** Colours that were multiplied with their alpha (ISO/IEC 23008-12 §6.10.1.2, `prem`) are divided by it again. */
function unpremultiply({ data }: RawFrame): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 255;
    if (alpha === 255 || alpha === 0) continue;
    for (let each = at; each < at + 3; each++) {
      data[each] = Math.min(255, Math.round(((data[each] ?? 0) * 255) / alpha));
    }
  }
}

/** The file's own where it can be one of these pixels; else what the code points mean, where that is not sRGB. */
export async function profileOf({ icc, colour }: Pick<AvifSequenceHeader, "icc" | "colour">): Promise<Buffer | null> {
  if (icc && readIcc(icc)?.space === "RGB") return icc;
  return colour?.primaries === P3_PRIMARIES ? displayP3() : null;
}
