import type { ImageProperties } from "./properties.ts";

/**
 * How many of a picture's frames or pages are opened here. Of an animated PNG it is the first alone: libvips has no
 * reader of the others.
 */
export function openedFrames({ format, frames }: Pick<ImageProperties, "format" | "frames">): number {
  return format === "png" ? 1 : frames;
}
