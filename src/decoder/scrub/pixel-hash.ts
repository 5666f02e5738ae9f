import { createHash, type Hash } from "node:crypto";
import { unlink } from "node:fs/promises";
import { decodeMaster } from "#decoder/decode/decoders.ts";
import { type SharpOptions, sharp } from "#decoder/sharp-setup.ts";
import { formatOf } from "#picture/formats.ts";

/** px decoded at once: three or four bytes each, eight where they are deep */
const STRIP_PIXELS = 48_000_000;

/**
 * SHA-256 in hex of all pixels of a file: every frame or page, as they are stored, with their times. Two files with the
 * same one look the same, pixel for pixel. Damaged ones are decoded as far as they go.
 *
 * @param scratch a path for the master of a format that sharp does not read; nothing is there afterwards
 * @throws what sharp or the decoder throws
 */
export async function pixelHash(path: string, format: string, scratch: string): Promise<string> {
  const hash = createHash("sha256");
  if (!formatOf(format)?.master) await addPages(hash, path);
  else {
    try {
      await decodeMaster(format, path, scratch, Number.MAX_SAFE_INTEGER);
      await addPages(hash, scratch);
    } finally {
      await unlink(scratch).catch(() => {});
    }
  }
  return hash.digest("hex");
}

const OPTIONS: SharpOptions = { failOn: "none", limitInputPixels: false };

async function addPages(hash: Hash, path: string): Promise<void> {
  const { pages = 1, width, height, pageHeight = height, format, delay, loop } = await sharp(path, OPTIONS).metadata();
  hash.update(JSON.stringify({ pages, delay, loop }));
  if (pages > 1 && format !== "tiff") return addFrames(hash, path, pages, width * pageHeight);
  for (let page = 0; page < pages; page++) await addStrips(hash, path, { ...OPTIONS, page }); // of different sizes, maybe
}

/** Frames build on one another: as many at once as fit. */
async function addFrames(hash: Hash, path: string, frames: number, framePixels: number): Promise<void> {
  const most = Math.max(1, Math.floor(STRIP_PIXELS / framePixels));
  for (let page = 0; page < frames; page += most) {
    const { data, info } = await sharp(path, { ...OPTIONS, page, pages: Math.min(most, frames - page) })
      .raw()
      .toBuffer({ resolveWithObject: true });
    hash.update(JSON.stringify(info)).update(data);
  }
}

async function addStrips(hash: Hash, path: string, options: SharpOptions): Promise<void> {
  const { width, height, depth, channels } = await sharp(path, options).metadata();
  hash.update(JSON.stringify({ width, height, depth, channels }));
  const rows = Math.max(1, Math.floor(STRIP_PIXELS / width));
  for (let top = 0; top < height; top += rows) {
    const strip = sharp(path, options).extract({ left: 0, top, width, height: Math.min(rows, height - top) });
    hash.update(await strip.raw({ depth: depth === "uchar" ? "uchar" : "ushort" }).toBuffer());
  }
}
