import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { crc32, deflateSync } from "node:zlib";
import type { ByteRange } from "#picture/containers/inside.ts";

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

/** Copies a PNG with another chunk in the place of one, whose stretch has its head and its sum in it. */
export async function copyReplacing(
  from: string,
  to: string,
  { offset, bytes }: ByteRange,
  chunk: Buffer,
): Promise<void> {
  await pipeline(async function* () {
    yield* createReadStream(from, { end: offset - 1 });
    yield chunk;
    yield* createReadStream(from, { start: offset + bytes });
  }, createWriteStream(to));
}
