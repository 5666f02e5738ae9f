import { MAX_FRAMES } from "#decoder/inspect/read-properties.ts";
import { AppError } from "#errors.ts";
import { count as digits } from "#picture/group-digits.ts";
import { boxAt, damagedContainer, findBox } from "./isobmff.ts";

/** One frame of a track: where its bytes lie in the file, and how long it is shown. */
export interface Sample {
  /** bytes from the start of the file */
  offset: number;
  /** bytes */
  size: number;
  /** in the track's own time scale */
  duration: number;
  /** decodes without the frames before it */
  sync: boolean;
}

/**
 * The samples of a track from its sample table (ISO/IEC 14496-12 §8.6.1.2 `stts`, §8.6.2 `stss`, §8.7.3 `stsz`,
 * §8.7.4 `stsc`, §8.7.5 `stco` and `co64`). The tables of a hostile file are never longer than the bytes that hold them.
 *
 * @throws AppError `damaged_image`, `too_many_frames`; RangeError where a table is shorter than it says
 */
export function readSampleTable(stbl: Buffer): Sample[] {
  const sizes = readSizes(boxAt(stbl, "stsz"));
  const offsets = readOffsets(stbl, sizes);
  const durations = readDurations(boxAt(stbl, "stts"), sizes.length);
  const sync = readSync(findBox(stbl, "stss"));
  return sizes.map((size, index) => ({
    size,
    offset: offsets[index] ?? 0,
    duration: durations[index] ?? 0,
    sync: sync === null || sync.has(index + 1),
  }));
}

function readSizes(stsz: Buffer): number[] {
  const same = stsz.readUInt32BE(4);
  const count = stsz.readUInt32BE(8);
  if (count === 0) throw damagedContainer();
  if (count > MAX_FRAMES) {
    throw new AppError("too_many_frames", `This file has ${digits(count)} frames; ${digits(MAX_FRAMES)} is the most.`);
  }
  return Array.from({ length: count }, (_, index) => same || stsz.readUInt32BE(12 + index * 4));
}

/** Samples of a chunk follow each other without a gap; `stsc` says how many there are in each run of chunks. */
function readOffsets(stbl: Buffer, sizes: readonly number[]): number[] {
  const stsc = boxAt(stbl, "stsc");
  const chunks = chunkOffsets(stbl);
  const offsets: number[] = [];
  let run = 0;
  for (const [index, chunk] of chunks.entries()) {
    if (run + 1 < stsc.readUInt32BE(4) && stsc.readUInt32BE(8 + (run + 1) * 12) <= index + 1) run++;
    const perChunk = stsc.readUInt32BE(8 + run * 12 + 4);
    let at = chunk;
    for (let each = 0; each < perChunk && offsets.length < sizes.length; each++) {
      offsets.push(at);
      at += sizes[offsets.length - 1] ?? 0;
    }
    if (offsets.length === sizes.length) return offsets;
  }
  throw damagedContainer();
}

function chunkOffsets(stbl: Buffer): number[] {
  const short = findBox(stbl, "stco");
  const long = short ? null : boxAt(stbl, "co64");
  const table = short ?? long ?? Buffer.alloc(0);
  const width = short ? 4 : 8;
  const count = Math.min(table.readUInt32BE(4), Math.floor((table.length - 8) / width), MAX_FRAMES);
  return Array.from({ length: count }, (_, index) =>
    short ? short.readUInt32BE(8 + index * 4) : Number(table.readBigUInt64BE(8 + index * 8)),
  );
}

function readDurations(stts: Buffer, samples: number): number[] {
  const durations: number[] = [];
  const entries = stts.readUInt32BE(4);
  for (let entry = 0; entry < entries && durations.length < samples; entry++) {
    const count = Math.min(stts.readUInt32BE(8 + entry * 8), samples - durations.length);
    const duration = stts.readUInt32BE(12 + entry * 8);
    for (let each = 0; each < count; each++) durations.push(duration);
  }
  return durations;
}

/** Numbers of the samples, from 1. Null where the table is missing: every sample is one. */
function readSync(stss: Buffer | null): Set<number> | null {
  if (!stss) return null;
  const count = Math.min(stss.readUInt32BE(4), Math.floor((stss.length - 8) / 4));
  return new Set(Array.from({ length: count }, (_, index) => stss.readUInt32BE(8 + index * 4)));
}
