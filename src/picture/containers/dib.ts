import { u16le, u32le } from "./bytes.ts";

/** How long the pieces of a device-independent bitmap are, bytes. */
export interface DibLayout {
  head: number;
  masks: number;
  palette: number;
  /** of what is not packed as it follows from its size */
  pixels: number;
  /** px; of an icon twice the height, for its mask */
  width: number;
  height: number;
}

const CORE_HEAD = 12;
const INFO_HEAD = 40;
const BITFIELDS = 3;
const ALPHA_BITFIELDS = 6;

/** What a BITMAPCOREHEADER, BITMAPINFOHEADER or one of their followers says. */
export function dibLayout(dib: Uint8Array): DibLayout {
  const head = u32le(dib, 0);
  if (head === CORE_HEAD) {
    const [width, height, depth] = [u16le(dib, 4), u16le(dib, 6), u16le(dib, 10)];
    const palette = depth <= 8 ? 3 * 2 ** depth : 0;
    return { head, masks: 0, palette, pixels: rowBytes(width, depth) * height, width, height };
  }
  const [width, height, depth] = [Math.abs(u32le(dib, 4) | 0), Math.abs(u32le(dib, 8) | 0), u16le(dib, 14)];
  const [packing, size, used] = [u32le(dib, 16), u32le(dib, 20), u32le(dib, 32)];
  const masks = head !== INFO_HEAD ? 0 : packing === BITFIELDS ? 12 : packing === ALPHA_BITFIELDS ? 16 : 0;
  const colours = depth > 0 && depth <= 8 ? Math.min(used || 2 ** depth, 256) : Math.min(used, 256);
  const plain = packing === 0 || packing === BITFIELDS || packing === ALPHA_BITFIELDS;
  const pixels = plain ? rowBytes(width, depth) * height : size;
  return { head, masks, palette: 4 * colours, pixels, width, height };
}

/** Rows begin on four bytes. */
const rowBytes = (width: number, depth: number): number => 4 * Math.ceil((width * depth) / 32);

/** Of an icon in bytes: under the picture, which is half as high as it says, lies a mask of one bit for a pixel. */
export function iconBytes(dib: Uint8Array): number {
  const { head, masks, palette, width, height } = dibLayout(dib);
  const depth = head === CORE_HEAD ? u16le(dib, 10) : u16le(dib, 14);
  return head + masks + palette + (rowBytes(width, depth) + rowBytes(width, 1)) * Math.floor(height / 2);
}
