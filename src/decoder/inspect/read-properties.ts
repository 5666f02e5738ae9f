import type { Header } from "#decoder/decode/decoder.ts";
import { AppError } from "#errors.ts";
import type { Format } from "#picture/formats.ts";
import { count } from "#picture/group-digits.ts";
import type { ImageProperties } from "#picture/properties.ts";
import { readIcc } from "./icc.ts";

/** Frames or pages of one file: a small GIF of 40 000 takes a minute to read through. */
export const MAX_FRAMES = 2000;

/** What the headers alone say. */
export type HeaderProperties = Omit<ImageProperties, "thumbhash" | "palette" | "warnings" | "orientation">;

const BITS: Record<string, number> = {
  uchar: 8,
  char: 8,
  ushort: 16,
  short: 16,
  uint: 32,
  int: 32,
  float: 32,
  double: 64,
};

/**
 * The facts that sharp reads without decoding. Where there is a palette, `bitsPerSample` is of its index; the
 * colours in it have 8 (GIF 89a §19, PNG 3 §11.2.2). Its sizes of AVIF already have the container's rotation in them, and
 * it reports no orientation there.
 */
export function readProperties(metadata: Header, format: Format): HeaderProperties {
  return {
    format: format.id,
    mediaType: format.mediaType,
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    frames: metadata.pages ?? 1,
    hasAlpha: metadata.hasAlpha,
    bitDepth: metadata.isPalette || format.id === "gif" ? 8 : (metadata.bitsPerSample ?? BITS[metadata.depth] ?? null),
    colourSpace: metadata.space === "b-w" ? "grey" : metadata.space,
    iccProfile: readIcc(metadata.icc)?.description ?? null,
  };
}

/** @throws AppError `too_many_frames`, `too_many_pixels`: before anything is decoded */
export function refuseTooMuch(facts: Pick<ImageProperties, "width" | "height" | "frames">, maxPixels: number): void {
  const { width, height, frames } = facts;
  if (frames > MAX_FRAMES) {
    throw new AppError("too_many_frames", `This file has ${count(frames)} frames; ${count(MAX_FRAMES)} is the most.`);
  }
  const pixels = width * height * frames;
  if (pixels <= maxPixels) return;
  const times = frames > 1 ? ` x ${count(frames)} frames` : "";
  throw new AppError(
    "too_many_pixels",
    `This picture has ${count(pixels)} pixels (${width} x ${height}${times}); ${count(maxPixels)} is the most.`,
  );
}
