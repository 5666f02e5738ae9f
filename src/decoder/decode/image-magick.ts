import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type * as Magick from "@imagemagick/magick-wasm";
import { keepPicture } from "#decoder/kept-memory.ts";
import { AppError } from "#errors.ts";

export interface RawFrame {
  width: number;
  height: number;
  /** RGBA, 8 bits each, row by row */
  data: Uint8Array;
}

let loaded: Promise<typeof Magick> | null = null;

/** ImageMagick as WebAssembly, 15 MB: loaded when a file first needs it, and then kept. */
async function load(): Promise<typeof Magick> {
  const magick = await import("@imagemagick/magick-wasm");
  const path = createRequire(import.meta.url).resolve("@imagemagick/magick-wasm/magick.wasm");
  await magick.initializeImageMagick(await readFile(path));
  return magick;
}

/**
 * Decodes every frame of a file that sharp cannot read, and hands them over one by one. Before the first, ImageMagick holds
 * all of them, at 4 bytes a pixel: sizes are the caller's to check. The format is named and the caller has seen the file's
 * own signature, for ImageMagick reads a hundred formats that no stranger should reach.
 *
 * @throws AppError `damaged_image`, `too_complex`; and what `use` throws
 */
export async function decodeFrames(
  bytes: Buffer,
  format: "AVIF" | "BMP" | "ICO",
  use: (frame: RawFrame, index: number) => Promise<void>,
): Promise<void> {
  keepPicture(); // the package holds one instance for ever
  loaded ??= load();
  const { MagickImageCollection, MagickReadSettings } = await loaded;
  const frames = MagickImageCollection.create();
  try {
    try {
      frames.read(bytes, new MagickReadSettings({ format }));
    } catch (error) {
      throw undecodable(error);
    }
    for (let index = 0, image = frames.shift(); image; index++, image = frames.shift()) {
      const { width, height } = image;
      const data = image.getPixels((pixels) => pixels.toByteArray(0, 0, width, height, "RGBA"));
      image.dispose();
      if (!data) throw undecodable(null);
      await use({ width, height, data }, index);
    }
  } finally {
    frames.dispose();
  }
}

/** ImageMagick tells of memory in words; WebAssembly that had none left stops where it is. */
const NO_ROOM = /resources? exhausted|memory allocation failed|exceeds limit/i;

function undecodable(cause: unknown): AppError {
  const needsTooMuch = cause instanceof WebAssembly.RuntimeError || NO_ROOM.test(String(cause));
  return needsTooMuch
    ? new AppError("too_complex", "The picture needs too much memory to decode.", { cause })
    : new AppError("damaged_image", "The picture is damaged or cut short: it cannot be decoded to its end.", { cause });
}
