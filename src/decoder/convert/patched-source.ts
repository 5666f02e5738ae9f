import { constants } from "node:fs";
import { copyFile, type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { sharp } from "#decoder/sharp-setup.ts";

/** Bytes looked through at a time: cameras put Exif first. */
const WINDOW = 131_072;

/**
 * Copies an original and writes another Exif block of the same length over its own.
 * sharp takes a picture's Exif from the file alone, so this is the way to give it another.
 *
 * @returns whether the copy now reads with the new block; where not, its Exif must not be kept
 */
export async function copyWithExif(from: string, to: string, exif: Buffer, replacement: Buffer): Promise<boolean> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const file = await open(to, "r+");
  try {
    const window = Buffer.allocUnsafe(WINDOW + exif.length);
    for (let start = 0; ; start += WINDOW) {
      const { bytesRead } = await file.read(window, 0, window.length, start);
      const at = window.subarray(0, bytesRead).indexOf(exif);
      if (at >= 0) {
        await overwrite(file, start + at, replacement, window.toString("latin1", Math.max(0, at - 4), at) === "eXIf");
        break;
      }
      if (bytesRead < window.length) return false;
    }
  } finally {
    await file.close();
  }
  const { exif: read } = await sharp(to, { failOn: "error" }).metadata();
  return read?.equals(replacement) ?? false;
}

async function overwrite(file: FileHandle, at: number, replacement: Buffer, chunk: boolean): Promise<void> {
  await file.write(replacement, 0, replacement.length, at);
  if (!chunk) return;
  const sum = Buffer.alloc(4); // PNG (3rd edition) §5.3: the CRC is over type and data
  sum.writeUInt32BE(crc32(replacement, crc32("eXIf")));
  await file.write(sum, 0, 4, at + replacement.length);
}
