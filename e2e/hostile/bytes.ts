/** Streams and blocks that no encoder would write, as small as they can be. */
import { constants, crc32, deflateRawSync } from "node:zlib";

const MEGABYTE = 1 << 20;

/** A zlib stream (RFC 1950) that inflates to so many zeros, made in no time: one block, again and again. */
export function zeros(length: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(MEGABYTE), { finishFlush: constants.Z_FULL_FLUSH });
  const rest = deflateRawSync(Buffer.alloc(length % MEGABYTE));
  const sum = Buffer.alloc(4);
  sum.writeUInt16BE(length % 65_521, 0); // Adler-32 of zeros
  sum.writeUInt16BE(1, 2);
  const blocks = Array<Buffer>(Math.floor(length / MEGABYTE)).fill(block);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...blocks, rest, sum]);
}

export type Chunk = readonly [type: string, body: Buffer];

/** A PNG's chunk with its checksum (PNG 3 §5.3). */
function pngChunk([type, body]: Chunk): Buffer {
  const name = Buffer.from(type, "latin1");
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(body, crc32(name)));
  return Buffer.concat([length, name, body, sum]);
}

const PNG_MAGIC = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

export interface PngHeader {
  width: number;
  height: number;
  /** 2: colour, 6: colour and alpha */
  type?: 2 | 6;
  interlaced?: boolean;
}

export function png({ width, height, type = 2, interlaced = false }: PngHeader, ...chunks: Chunk[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, type, 0, 0, interlaced ? 1 : 0], 8);
  const all: Chunk[] = [["IHDR", header], ...chunks, ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([PNG_MAGIC, ...all.map(pngChunk)]);
}

/** Puts chunks between a PNG's header and what follows it. */
export function pngWith(whole: Buffer, chunks: Chunk[]): Buffer {
  const end = PNG_MAGIC.length + 25;
  return Buffer.concat([whole.subarray(0, end), Buffer.concat(chunks.map(pngChunk)), whole.subarray(end)]);
}

/** Bytes of the seven passes before they are packed (PNG 3 §8.1), filter bytes with them. */
export function adam7Bytes(width: number, height: number, bytesPerPixel: number): number {
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  return passes.reduce((sum, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    return columns <= 0 ? sum : sum + Math.ceil((height - top) / down) * (columns * bytesPerPixel + 1);
  }, 0);
}

/** Puts segments behind a JPEG's first marker. */
export function jpegWith(whole: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([whole.subarray(0, 2), ...segments, whole.subarray(2)]);
}

/** A number of 4 bytes, little endian. */
export function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** 0 to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
