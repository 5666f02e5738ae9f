import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { tiffStart } from "#decoder/edit/tiff-tree.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { overwrite, unfit } from "./overwrite.ts";

/** What a block has besides one text, at least: header, count, one entry, link; bytes. */
const OWN = 26;
/** The library that writes blocks makes none that are larger, whatever the format; bytes. */
export const MAX_EXIF = 64_000;

/**
 * What the encoder is asked to write so that a block of this length can be put over it: it makes Exif of texts alone,
 * and loses what it does not know.
 */
export function exifRoom(block: Uint8Array): { IFD0: { ImageDescription: string } } {
  return { IFD0: { ImageDescription: "=".repeat(Math.max(16, block.length - OWN)) } };
}

/**
 * Writes a block, which begins with its TIFF header, over the room that the encoder made for it; behind it come zeros.
 *
 * @throws AppError `internal` where there is no such room: the result must not be given out
 */
export async function overwriteExif(path: string, block: Uint8Array): Promise<void> {
  const { exif } = await sharp(path, { failOn: "error" }).metadata();
  const room = exif?.subarray(tiffStart(exif) ?? 0);
  if (!room || room.length < block.length) throw unfit("no room for Exif");
  const padded = Buffer.alloc(room.length);
  padded.set(block);
  const [at] = await overwrite(path, room, padded);
  if (at === undefined) throw unfit("Exif that is not found");
  await mendSum(path, at, padded);
}

/** The sum of a PNG's chunk is over its type and data (PNG 3rd edition §5.3); other containers have none. */
async function mendSum(path: string, at: number, data: Buffer): Promise<void> {
  const file = await open(path, "r+");
  try {
    const type = Buffer.alloc(4);
    await file.read(type, 0, 4, Math.max(0, at - 4));
    if (type.toString("latin1") !== "eXIf") return;
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(data, crc32("eXIf")));
    await file.write(sum, 0, 4, at + data.length);
  } finally {
    await file.close();
  }
}
