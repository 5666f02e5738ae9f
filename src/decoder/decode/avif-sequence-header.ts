import { stat } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { FileSource } from "#decoder/inspect/sync-source.ts";
import { type Av1Track, readAv1Tracks } from "./av1-track.ts";
import { damagedContainer, topBox } from "./isobmff.ts";
import { type Placement, placedSize, readPlacement } from "./orient.ts";

/** Bytes of the `moov` box that are still read; two thousand frames need some 40 000, a profile the rest. */
const MAX_MOOV = 8_000_000;
/** Bytes that may be read to find it. */
const MAX_READ = 16_000_000;

/** What the boxes alone say of an AVIF image sequence. */
export interface AvifSequenceHeader {
  /** px as seen: cut, turned and mirrored */
  width: number;
  height: number;
  frames: number;
  /** frames whose bytes are all in the file: fewer where it is cut short */
  complete: number;
  /** ms, one a frame; their sum is right to the ms */
  delays: number[];
  /** how often it is played; 0 for ever */
  loop: number;
  hasAlpha: boolean;
  bitDepth: 8 | 10 | 12;
  icc: Buffer | null;
  /** code points of ITU-T H.273 */
  colour: Av1Track["colour"];
}

export interface AvifSequence {
  header: AvifSequenceHeader;
  colour: Av1Track;
  alpha: Av1Track | null;
  placement: Placement;
}

/**
 * Reads the headers of an AVIF image sequence (brand `avis`), never its pictures.
 *
 * @throws AppError `damaged_image`, `too_many_frames`; file system errors as they are
 */
export async function readAvifSequenceHeader(path: string): Promise<AvifSequenceHeader> {
  return (await readAvifSequence(path)).header;
}

/** The same with its tracks, for the decoder. Throws as `readAvifSequenceHeader` does. */
export async function readAvifSequence(path: string): Promise<AvifSequence> {
  const fileBytes = (await stat(path)).size;
  const source = new FileSource(path, MAX_READ);
  try {
    const moov = topBox(source, "moov", { fileBytes, mostBytes: MAX_MOOV });
    if (!moov) throw damagedContainer();
    return describe(readAv1Tracks(Buffer.from(moov)), fileBytes);
  } catch (error) {
    throw decodeError(error);
  } finally {
    source.close();
  }
}

function describe(tracks: Av1Track[], fileBytes: number): AvifSequence {
  const colour = tracks.find(({ alphaOf }) => alphaOf === null);
  if (!colour || colour.width === 0 || colour.height === 0) throw damagedContainer();
  const alpha = tracks.find(({ alphaOf }) => alphaOf === colour.id) ?? null;
  if (alpha && (alpha.width !== colour.width || alpha.height !== colour.height)) throw damagedContainer();
  const placement = readPlacement(colour);
  const both = alpha ? [colour, alpha] : [colour];
  const complete = Math.min(...both.map((track) => completeSamples(track, fileBytes)));
  // Samples that overlap would make a small file endless.
  const sizes = both.flatMap(({ samples }) => samples.slice(0, complete).map(({ size }) => size));
  if (sizes.reduce((sum, size) => sum + size, 0) > fileBytes) throw damagedContainer();
  const header = {
    ...placedSize(colour, placement),
    frames: colour.samples.length,
    complete,
    delays: delaysOf(colour),
    loop: colour.loop,
    hasAlpha: alpha !== null,
    bitDepth: colour.bitDepth,
    icc: colour.icc,
    colour: colour.colour,
  };
  return { header, colour, alpha, placement };
}

/** Samples before the first one that lies past the end of the file. */
function completeSamples({ samples }: Av1Track, fileBytes: number): number {
  const missing = samples.findIndex(({ offset, size }) => size === 0 || offset + size > fileBytes);
  return missing === -1 ? samples.length : missing;
}

/** Each from the start of its frame to the start of the next, in whole ms: rounding does not add up. */
function delaysOf({ samples, timescale }: Av1Track): number[] {
  let ticks = 0;
  return samples.map(({ duration }) => {
    const start = Math.round((ticks * 1000) / timescale);
    ticks += duration;
    return Math.round((ticks * 1000) / timescale) - start;
  });
}
