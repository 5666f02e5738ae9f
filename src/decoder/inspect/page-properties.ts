import type { Header } from "#decoder/decode/decoder.ts";
import { AppError } from "#errors.ts";
import type { Format } from "#picture/formats.ts";
import { count } from "#picture/group-digits.ts";
import type { PageProperties } from "#picture/properties.ts";
import { MAX_FRAMES } from "./read-properties.ts";
import { tiffPages } from "./tiff-pages.ts";

/**
 * The sizes of a TIFF's pages, before any decoder walks through them; null for every other format.
 *
 * @throws AppError `too_many_frames`
 */
export function pageSizes(path: string, format: Format): PageProperties["sizes"] | null {
  if (format.id !== "tiff") return null;
  const { sizes } = tiffPages(path, MAX_FRAMES + 1);
  if (sizes.length <= MAX_FRAMES) return sizes;
  throw new AppError("too_many_frames", `This file has more than ${count(MAX_FRAMES)} pages, which is the most.`);
}

/** What is told of each frame or page; null for a still. Sizes only where they differ. */
export function pageProperties(metadata: Header, sizes: PageProperties["sizes"] | null): PageProperties | null {
  const frames = metadata.pages ?? 1;
  if (frames < 2) return null;
  const known = sizes?.slice(0, frames) ?? [];
  const differ = known.some((size) => size.join() !== known[0]?.join());
  const { delay, loop } = metadata;
  return {
    ...(differ && { sizes: known }),
    ...(delay && { delays: delay.slice(0, frames) }),
    ...(delay && loop !== undefined && { loop }),
  };
}
