import { boxAt, boxesIn, findBox } from "./isobmff.ts";
import { readSampleTable, type Sample } from "./sample-table.ts";

/** Colour by the code points of ITU-T H.273. */
export interface CodedColour {
  primaries: number;
  transfer: number;
  matrix: number;
  fullRange: boolean;
}

/** A track of AV1 pictures. */
export interface Av1Track {
  id: number;
  /** px, as coded */
  width: number;
  height: number;
  /** ticks a second */
  timescale: number;
  samples: Sample[];
  /** the body of `av1C` (AV1-ISOBMFF §2.3.3) */
  configuration: Buffer;
  bitDepth: 8 | 10 | 12;
  icc: Buffer | null;
  colour: CodedColour | null;
  /** how often it is played; 0 for ever */
  loop: number;
  /** the track of which this one is the alpha */
  alphaOf: number | null;
  /** the alpha track with which the colours of this one are already multiplied */
  premultipliedBy: number | null;
  /** the boxes that turn and cut the decoded picture */
  transforms: { matrix: Buffer; irot: number | null; imir: number | null; clap: Buffer | null };
}

const ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/**
 * The AV1 tracks of a movie; a track of another codec is left out.
 *
 * @throws AppError `damaged_image`, `too_many_frames`; RangeError where a box is shorter than its fields
 */
export function readAv1Tracks(moov: Buffer): Av1Track[] {
  return [...boxesIn(moov)].flatMap(({ type, body }) => (type === "trak" ? (readTrack(body) ?? []) : []));
}

function readTrack(trak: Buffer): Av1Track | null {
  const mdia = boxAt(trak, "mdia");
  const handler = boxAt(mdia, "hdlr").toString("latin1", 8, 12);
  if (!["pict", "auxv", "vide"].includes(handler)) return null;
  const stbl = boxAt(mdia, "minf", "stbl");
  const entry = findBox(boxAt(stbl, "stsd").subarray(8), "av01");
  if (!entry) return null;
  const tkhd = boxAt(trak, "tkhd");
  const mdhd = boxAt(mdia, "mdhd");
  const properties = entry.subarray(78); // a VisualSampleEntry's own fields, ISO/IEC 14496-12 §12.1.3
  const configuration = boxAt(properties, "av1C");
  const references = readReferences(trak);
  const isAlpha = findBox(properties, "auxi")?.toString("latin1", 4).startsWith(ALPHA) ?? handler === "auxv";
  return {
    id: tkhd.readUInt32BE(tkhd[0] === 1 ? 20 : 12),
    width: entry.readUInt16BE(24),
    height: entry.readUInt16BE(26),
    timescale: mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12) || 1,
    samples: readSampleTable(stbl),
    configuration,
    bitDepth: readBitDepth(configuration),
    ...readColour(properties),
    loop: readLoop(trak, tkhd),
    alphaOf: isAlpha ? (references.get("auxl") ?? 0) : null,
    premultipliedBy: references.get("prem") ?? null,
    transforms: {
      matrix: tkhd.subarray(tkhd[0] === 1 ? 52 : 40, tkhd[0] === 1 ? 88 : 76),
      irot: findBox(properties, "irot")?.readUInt8(0) ?? null,
      imir: findBox(properties, "imir")?.readUInt8(0) ?? null,
      clap: findBox(properties, "clap"),
    },
  };
}

/** `high_bitdepth` and `twelve_bit` (AV1-ISOBMFF §2.3.3). */
function readBitDepth(av1C: Buffer): 8 | 10 | 12 {
  const flags = av1C.readUInt8(2);
  if ((flags & 0x40) === 0) return 8;
  return (flags & 0x20) === 0 ? 10 : 12;
}

/** The first track that each kind of reference names (ISO/IEC 14496-12 §8.3.3). */
function readReferences(trak: Buffer): Map<string, number> {
  const tref = findBox(trak, "tref");
  return new Map(tref ? [...boxesIn(tref)].map(({ type, body }) => [type, body.readUInt32BE(0)]) : []);
}

/** There may be two `colr` boxes, one with a profile and one with code points (ISO/IEC 14496-12 §12.1.5). */
function readColour(properties: Buffer): Pick<Av1Track, "icc" | "colour"> {
  const found: Pick<Av1Track, "icc" | "colour"> = { icc: null, colour: null };
  for (const { type, body } of boxesIn(properties)) {
    if (type !== "colr") continue;
    const kind = body.toString("latin1", 0, 4);
    if (kind === "prof" || kind === "rICC") found.icc ??= body.subarray(4);
    if (kind === "nclx") {
      found.colour ??= {
        primaries: body.readUInt16BE(4),
        transfer: body.readUInt16BE(6),
        matrix: body.readUInt16BE(8),
        fullRange: (body.readUInt8(10) & 0x80) !== 0,
      };
    }
  }
  return found;
}

/**
 * How often the track is played: its duration by the length of an edit that repeats (ISO/IEC 23008-12 §9.6.1). Without
 * an edit list it plays for ever, as in browsers.
 */
function readLoop(trak: Buffer, tkhd: Buffer): number {
  const edts = findBox(trak, "edts");
  const elst = edts && findBox(edts, "elst");
  if (!elst) return 0;
  const repeats = (elst.readUInt8(3) & 1) === 1;
  if (!repeats) return 1;
  const edit = elst[0] === 1 ? elst.readBigUInt64BE(8) : BigInt(elst.readUInt32BE(8));
  const whole = tkhd[0] === 1 ? tkhd.readBigUInt64BE(28) : BigInt(tkhd.readUInt32BE(20));
  const endless = tkhd[0] === 1 ? 0xffff_ffff_ffff_ffffn : 0xffff_ffffn;
  if (whole === endless || edit === 0n) return 0;
  return Math.max(1, Math.min(0xffff, Number((whole + edit - 1n) / edit)));
}
