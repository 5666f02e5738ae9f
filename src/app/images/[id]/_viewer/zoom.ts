import type { Size } from "#picture/output-size.ts";

/** How a picture lies in its window: its scale, 1 as it fits, and how far its centre is moved; px of the window. */
export interface View {
  scale: number;
  x: number;
  y: number;
}

/** Px from the centre of the window. */
export interface Point {
  x: number;
  y: number;
}

/** What a view is bounded by. */
export interface Bounds {
  /** px of the window that the picture is seen through */
  window: Size;
  /** px of the picture at scale 1 */
  box: Size;
  /** the largest scale */
  most: number;
}

export const FIT: View = { scale: 1, x: 0, y: 0 };

/** Eight device pixels for one of the picture: single pixels are plain to see. */
const MAX_PERCENT = 800;

/** The view at another scale, with what is under `point` staying there. */
export function zoomTo(view: View, scale: number, point: Point, bounds: Bounds): View {
  const to = Math.min(bounds.most, Math.max(1, scale));
  const by = to / view.scale;
  return within({ scale: to, x: point.x - (point.x - view.x) * by, y: point.y - (point.y - view.y) * by }, bounds);
}

/** The view moved, no further than to the picture's edges. */
export function moveBy(view: View, x: number, y: number, bounds: Bounds): View {
  return within({ ...view, x: view.x + x, y: view.y + y }, bounds);
}

/** The nearest view that shows no more beside the picture than it must. */
export function within({ scale, x, y }: View, { window, box }: Bounds): View {
  const reach = (inner: number, outer: number) => Math.max(0, (inner * scale - outer) / 2);
  const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0;
  return {
    scale,
    x: clamp(x, reach(box.width, window.width)),
    y: clamp(y, reach(box.height, window.height)),
  };
}

/**
 * Pixels of the screen for one of the picture, in percent: 100 shows each as it is.
 * @param ratio device pixels in one px of the window
 */
export function percentAt(scale: number, box: Size, natural: Size, ratio: number): number {
  return (scale * box.width * ratio * 100) / natural.width;
}

/** The scale at a percentage; the inverse of `percentAt`. */
export function scaleAt(percent: number, box: Size, natural: Size, ratio: number): number {
  return (percent * natural.width) / (box.width * ratio * 100);
}

/** Far enough to see single pixels, and a few times closer than it fits in any case. */
export function mostScale(box: Size, natural: Size, ratio: number): number {
  return Math.max(4, scaleAt(MAX_PERCENT, box, natural, ratio));
}
