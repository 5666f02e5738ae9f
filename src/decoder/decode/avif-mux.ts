import type { CodedColour } from "./av1-track.ts";

/** What one track of a written sequence holds. */
export interface TrackToWrite {
  /** the body of `av1C` */
  configuration: Buffer;
  samples: readonly { data: Buffer; sync: boolean }[];
}

export interface SequenceToWrite {
  /** px, as coded */
  width: number;
  height: number;
  colour: TrackToWrite;
  alpha: TrackToWrite | null;
  coded: CodedColour | null;
}

const COLOUR_ID = 1;
const ALPHA_ID = 2;
const IDENTITY = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

/**
 * The bytes of an AVIF image sequence with these samples and nothing else (AVIF 1.1 §3, ISO/IEC 23008-12 §7): every frame
 * lasts one tick. A decoder that reads it meets none of the tables that a stranger wrote.
 */
export function muxAvifSequence(sequence: SequenceToWrite): Buffer {
  const ftyp = box("ftyp", text("avis"), uint32(0), text("avismsf1miafMA1B"));
  const tracks = [sequence.colour, ...(sequence.alpha ? [sequence.alpha] : [])];
  const sizes = tracks.map(({ samples }) => samples.reduce((sum, { data }) => sum + data.length, 0));
  // The offsets have the same length whatever they are: the second pass knows where the first one ended.
  const start = ftyp.length + movie(sequence, [0, 0]).length + 8;
  const moov = movie(sequence, [start, start + (sizes[0] ?? 0)]);
  return Buffer.concat([ftyp, moov, box("mdat", ...tracks.flatMap(({ samples }) => samples.map(({ data }) => data)))]);
}

function movie(sequence: SequenceToWrite, [colourAt, alphaAt]: [number, number]): Buffer {
  const times = Buffer.concat([uint32(0, 0, 1000, sequence.colour.samples.length)]);
  const rate = Buffer.concat([uint32(0x10000), uint16(0x100, 0), uint32(0, 0)]);
  const next = uint32(0, 0, 0, 0, 0, 0, 3);
  return box(
    "moov",
    full("mvhd", 0, times, rate, uint32(...IDENTITY), next.subarray(0, 24), uint32(3)),
    track(sequence, sequence.colour, COLOUR_ID, colourAt),
    ...(sequence.alpha ? [track(sequence, sequence.alpha, ALPHA_ID, alphaAt)] : []),
  );
}

function track(sequence: SequenceToWrite, { configuration, samples }: TrackToWrite, id: number, at: number): Buffer {
  const isAlpha = id === ALPHA_ID;
  const header = Buffer.concat([uint32(0, 0, id, 0, samples.length, 0, 0), uint16(0, 0, 0, 0)]);
  const size = uint32(sequence.width * 0x10000, sequence.height * 0x10000);
  const sync = samples.flatMap((sample, index) => (sample.sync ? [index + 1] : []));
  const table = box(
    "stbl",
    full("stsd", 0, uint32(1), sampleEntry(sequence, configuration, isAlpha)),
    full("stts", 0, uint32(1, samples.length, 1)),
    full("stsc", 0, uint32(1, 1, samples.length, 1)),
    full("stsz", 0, uint32(0, samples.length, ...samples.map(({ data }) => data.length))),
    full("stco", 0, uint32(1, at)),
    full("stss", 0, uint32(sync.length, ...sync)),
  );
  return box(
    "trak",
    full("tkhd", 1, header, uint32(...IDENTITY), size),
    ...(isAlpha ? [box("tref", box("auxl", uint32(COLOUR_ID)))] : []),
    box(
      "mdia",
      full("mdhd", 0, uint32(0, 0, 1000, samples.length), uint16(0x55c4, 0)),
      full("hdlr", 0, uint32(0), text(isAlpha ? "auxv" : "pict"), uint32(0, 0, 0), text("\0")),
      box("minf", full("vmhd", 1, uint16(0, 0, 0, 0)), box("dinf", full("dref", 0, uint32(1), full("url ", 1))), table),
    ),
  );
}

/** A VisualSampleEntry (ISO/IEC 14496-12 §12.1.3). */
function sampleEntry({ width, height, coded }: SequenceToWrite, configuration: Buffer, isAlpha: boolean): Buffer {
  const fields = Buffer.alloc(78);
  fields.writeUInt16BE(1, 6);
  fields.writeUInt16BE(width, 24);
  fields.writeUInt16BE(height, 26);
  fields.writeUInt32BE(0x48_0000, 28);
  fields.writeUInt32BE(0x48_0000, 32);
  fields.writeUInt16BE(1, 40);
  fields.writeUInt16BE(24, 74);
  fields.writeUInt16BE(0xffff, 76);
  const more: Buffer[] = [];
  if (isAlpha) more.push(full("auxi", 0, text("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")));
  else if (coded) {
    const points = uint16(coded.primaries, coded.transfer, coded.matrix);
    more.push(box("colr", text("nclx"), points, Buffer.from([coded.fullRange ? 0x80 : 0])));
  }
  return box("av01", fields, box("av1C", configuration), full("ccst", 0, uint32(0x7c00_0000)), ...more);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([uint32(size), text(type), ...parts]);
}

function full(type: string, flags: number, ...parts: Buffer[]): Buffer {
  return box(type, uint32(flags), ...parts);
}

function text(characters: string): Buffer {
  return Buffer.from(characters, "latin1");
}

function uint16(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) bytes.writeUInt16BE(number, index * 2);
  return bytes;
}

function uint32(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
}
