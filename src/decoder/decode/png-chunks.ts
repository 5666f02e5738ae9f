import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { crc32, deflateSync } from "node:zlib";

/** The signature and IHDR, which every PNG begins with (PNG 3rd edition §5.2, §11.2.1); bytes. */
const HEAD = 33;

/** One chunk (PNG 3rd edition §5.3). */
export function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, "latin1");
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(data, crc32(type)), data.length + 8);
  return whole;
}

/** A colour profile as a chunk (§11.3.2.3). */
export const iccChunk = (icc: Buffer): Buffer =>
  chunk("iCCP", Buffer.concat([Buffer.from("icc\0\0", "latin1"), deflateSync(icc)]));

/** Exif as a chunk (§11.3.4.5); `exif` begins with the TIFF header. */
export const exifChunk = (exif: Buffer): Buffer => chunk("eXIf", exif);

/** XMP as a chunk (XMP part 3 §1.1.5): international text, not compressed, of no language. */
export const xmpChunk = (xmp: Buffer): Buffer =>
  chunk("iTXt", Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0\0\0\0", "latin1"), xmp]));

/** Copies a PNG with more chunks behind its head. */
export async function copyWithChunks(from: string, to: string, chunks: readonly Buffer[]): Promise<void> {
  await pipeline(async function* () {
    yield* createReadStream(from, { end: HEAD - 1 });
    yield* chunks;
    yield* createReadStream(from, { start: HEAD });
  }, createWriteStream(to));
}

/** A chunk with its length, type and sum: bytes from the start of the file. */
export interface ChunkPlace {
  at: number;
  bytes: number;
}

/** Chunks before the pixels that are looked at. */
const MAX_CHUNKS = 1_000;

/** The first chunk of a type before the pixels; null where there is none. */
export async function findChunk(path: string, type: string): Promise<ChunkPlace | null> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(8);
    let at = 8;
    for (let count = 0; count < MAX_CHUNKS; count++) {
      const { bytesRead } = await file.read(head, 0, 8, at);
      const name = head.toString("latin1", 4, 8);
      if (bytesRead < 8 || name === "IDAT") return null;
      const bytes = head.readUInt32BE(0) + 12;
      if (name === type) return { at, bytes };
      at += bytes;
    }
    return null;
  } finally {
    await file.close();
  }
}

/** Copies a PNG with another chunk in the place of one. */
export async function copyReplacing(from: string, to: string, { at, bytes }: ChunkPlace, chunk: Buffer): Promise<void> {
  await pipeline(async function* () {
    yield* createReadStream(from, { end: at - 1 });
    yield chunk;
    yield* createReadStream(from, { start: at + bytes });
  }, createWriteStream(to));
}
