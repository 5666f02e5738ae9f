import { constants } from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { sharp } from "../sharp-setup.ts";

/** Bytes looked through at a time. */
const WINDOW = 4_000_000;

/**
 * Copies an original and writes another Exif block of the same length over its own, wherever the old one stands in it.
 * sharp takes a picture's Exif from the file alone, so this is the way to give it another.
 *
 * @returns whether the copy now reads with the new block; where not, its Exif must not be kept
 */
export async function copyWithExif(from: string, to: string, exif: Buffer, replacement: Buffer): Promise<boolean> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const file = await open(to, "r+");
  try {
    const window = Buffer.alloc(WINDOW + exif.length);
    for (let start = 0, more = true; more; start += WINDOW) {
      const { bytesRead } = await file.read(window, 0, window.length, start);
      const content = window.subarray(0, bytesRead);
      for (let at = content.indexOf(exif); at >= 0; at = content.indexOf(exif, at + 1)) {
        await file.write(replacement, 0, replacement.length, start + at);
        if (at >= 4 && content.toString("latin1", at - 4, at) === "eXIf") {
          const sum = Buffer.alloc(4);
          sum.writeUInt32BE(crc32(replacement, crc32("eXIf"))); // PNG (3rd edition) §5.3: over type and data
          await file.write(sum, 0, 4, start + at + replacement.length);
        }
      }
      more = bytesRead === window.length;
    }
  } finally {
    await file.close();
  }
  const { exif: read } = await sharp(to, { failOn: "error" }).metadata();
  return read?.equals(replacement) ?? false;
}
