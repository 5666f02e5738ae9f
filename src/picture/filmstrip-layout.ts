import type { Size } from "./output-size.ts";

/**
 * A strip: the small frames or pages of one picture under each other in one file, so that a page that shows them costs
 * one request and one decode. It imports nothing of Node, so that it may also stand in a browser's bundle.
 */
export const FILMSTRIP_FRAMES = 24;
/** px, of a cell's long side */
const FILMSTRIP_SIDE = 160;

/** The size of each cell, px: the frame's own shape, or a square where pages differ. */
export function filmstripCell({ width, height }: Size, pagesDiffer: boolean): Size {
  if (pagesDiffer) return { width: FILMSTRIP_SIDE, height: FILMSTRIP_SIDE };
  const scale = Math.min(1, FILMSTRIP_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** How many cells the strip has that begins with frame `from`. */
export function filmstripLength(frames: number, from: number): number {
  return Math.max(0, Math.min(FILMSTRIP_FRAMES, frames - from));
}
