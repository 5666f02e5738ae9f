import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, u16be, u32be, u64be } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";
import { type IsobmffBox, readBoxes } from "./isobmff-boxes.ts";
import type { Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

const MAX_SAMPLES = 2_000_000;
/** Stretches of one track, and of all; an hour of film has ten thousand. */
const MAX_CHUNKS = 100_000;

/** What a track holds, by its handler (ISO/IEC 14496-12 §8.4.3; QuickTime: `tmcd`, `meta`). */
export interface TrackKind {
  kind: PartKind;
  label: string;
}

/** A track of a movie: what it is, and where its samples lie. */
interface Track extends TrackKind {
  ranges: ByteRange[];
}

/** In a file that is a picture the frames of an animation and their alpha are pixels. */
const HANDLERS: ReadonlyMap<string, PartKind> = new Map([
  ["vide", "video"],
  ["soun", "audio"],
  ["pict", "pixels"],
  ["auxv", "pixels"],
]);

/** The kind of a track; `unknown`, with the handler as label, for what is neither picture nor sound. */
export async function trackKind(source: ByteSource, trak: IsobmffBox): Promise<TrackKind> {
  const mdia = await firstIn(source, trak, ["mdia"]);
  const hdlr = mdia && (await firstIn(source, mdia, ["hdlr"]));
  const label = hdlr ? latin1(await source.read(hdlr.content.offset + 8, 4)) : "";
  const kind = HANDLERS.get(label);
  if (kind !== undefined) return { kind, label };
  const stsd = mdia && (await firstIn(source, mdia, ["minf", "stbl", "stsd"]));
  const format = stsd ? latin1(await source.read(stsd.content.offset + 12, 4)) : "";
  return { kind: "unknown", label: [label, format].filter((text) => text.trim() !== "").join(" ") };
}

/** The samples of all tracks of a `moov` box: those that touch are one part, of pictures and sound together a video. */
export async function trackParts(source: ByteSource, moov: IsobmffBox, budget: WalkBudget): Promise<Part[]> {
  const tracks: Track[] = [];
  let left = 2 * MAX_CHUNKS;
  for (const trak of (await readBoxes(source, moov.content)).boxes) {
    if (trak.type !== "trak") continue;
    const ranges = await sampleRanges(source, trak, budget);
    left -= ranges.length;
    if (left < 0) break;
    if (ranges.length > 0) tracks.push({ ...(await trackKind(source, trak)), ranges });
  }
  const pieces = tracks.flatMap(({ kind, label, ranges }) =>
    ranges.map((range): Part => ({ ...range, kind, name: "samples", label })),
  );
  pieces.sort((one, other) => one.offset - other.offset);
  const parts: Part[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    const touches = last !== undefined && piece.offset <= last.offset + last.bytes;
    if (touches && (last.label === piece.label || (isMoving(last) && isMoving(piece)))) {
      last.bytes = Math.max(last.offset + last.bytes, piece.offset + piece.bytes) - last.offset;
      if (piece.kind === "video") Object.assign(last, { kind: piece.kind, label: piece.label });
    } else if (budget.takePart()) {
      parts.push({ ...piece, ...(piece.kind === "unknown" && { content: rangeOf(piece) }) });
    }
  }
  for (const part of parts) if (part.kind === "unknown") part.content = rangeOf(part);
  return parts;
}

const rangeOf = ({ offset, bytes }: ByteRange): ByteRange => ({ offset, bytes });
const isMoving = ({ kind }: Part): boolean => kind === "video" || kind === "audio";

async function firstIn(source: ByteSource, box: IsobmffBox, path: readonly string[]): Promise<IsobmffBox | null> {
  let found: IsobmffBox | null = box;
  for (const type of path) {
    found = found && ((await readBoxes(source, found.content)).boxes.find((inner) => inner.type === type) ?? null);
  }
  return found;
}

/** Where the samples of a track lie (ISO/IEC 14496-12 §8.7: `stsz`, `stsc`, `stco`, `co64`), a stretch for each chunk. */
async function sampleRanges(source: ByteSource, trak: IsobmffBox, budget: WalkBudget): Promise<ByteRange[]> {
  const stbl = await firstIn(source, trak, ["mdia", "minf", "stbl"]);
  if (!stbl) return [];
  const { boxes } = await readBoxes(source, stbl.content);
  const table = async (type: string): Promise<Uint8Array> => {
    const content = boxes.find((box) => box.type === type)?.content;
    if (!content || content.bytes > MAX_SAMPLES * 8 || !budget.takeBytes(content.bytes)) return new Uint8Array(0);
    return source.read(content.offset, content.bytes);
  };
  const [stsz, stsc, stco, co64] = [await table("stsz"), await table("stsc"), await table("stco"), await table("co64")];
  const sizes = sampleSizes(stsz, await table("stz2"));
  const [offsets, wide] = stco.length > 0 ? [stco, 4] : [co64, 8];
  const chunks = Math.min(u32be(offsets, 4), Math.floor(Math.max(0, offsets.length - 8) / wide), MAX_CHUNKS);
  const ranges: ByteRange[] = [];
  let [sample, run] = [0, 0];
  for (let chunk = 1; chunk <= chunks && sample < sizes.count; chunk++) {
    // A run of chunks with as many samples each goes on up to where the next one begins.
    while (8 + (run + 1) * 12 + 12 <= stsc.length && u32be(stsc, 8 + (run + 1) * 12) <= chunk) run += 1;
    const count = Math.min(u32be(stsc, 8 + run * 12 + 4), sizes.count - sample);
    const bytes = sizes.sum(sample, sample + count);
    sample += count;
    const at = 8 + (chunk - 1) * wide;
    const offset = wide === 4 ? u32be(offsets, at) : u64be(offsets, at);
    const last = ranges.at(-1);
    if (last && last.offset + last.bytes === offset) last.bytes += bytes;
    else if (bytes > 0) ranges.push({ offset, bytes });
  }
  return ranges;
}

interface SampleSizes {
  count: number;
  /** of the samples from one to before another, by their numbers from 0, bytes */
  sum(from: number, to: number): number;
}

/** The sizes of samples: one for all, a table of 32 bits, or a packed one (ISO/IEC 14496-12 §8.7.3). */
function sampleSizes(stsz: Uint8Array, stz2: Uint8Array): SampleSizes {
  const same = u32be(stsz, 4);
  const said = u32be(stsz.length > 0 ? stsz : stz2, 8);
  if (same > 0) return { count: said, sum: (from, to) => same * (to - from) };
  const bits = stsz.length > 0 ? 32 : byte(stz2, 7);
  const table = stsz.length > 0 ? stsz : stz2;
  const count = Math.min(said, Math.floor((Math.max(0, table.length - 12) * 8) / (bits || 8)), MAX_SAMPLES);
  const sizeOf = (sample: number): number => {
    if (bits === 32) return u32be(table, 12 + sample * 4);
    if (bits === 16) return u16be(table, 12 + sample * 2);
    if (bits === 8) return byte(table, 12 + sample);
    return sample % 2 === 0 ? byte(table, 12 + (sample >> 1)) >> 4 : byte(table, 12 + (sample >> 1)) & 15;
  };
  return {
    count,
    sum(from, to) {
      let bytes = 0;
      for (let sample = from; sample < to; sample++) bytes += sizeOf(sample);
      return bytes;
    },
  };
}
