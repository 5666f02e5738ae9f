import { type HeadBlocks, headBytes, latin, MAX_HEAD_BLOCK, noHeadBlocks } from "./head-blocks.ts";

const MAX_BOXES = 200;
const MAX_ITEMS = 2000;

interface Box {
  type: string;
  /** of the content, bytes from the start of what was looked at */
  from: number;
  to: number;
}

/**
 * Exif and XMP of HEIC and AVIF: items of the `meta` box (ISO/IEC 14496-12 §8.11; ISO/IEC 23008-12 annex A). exifr has
 * a reader of its own, which goes round for ever where a box claims a size of zero, and knows no AVIF. `null` where
 * there is no such box. Throws a RangeError for one that is cut off.
 */
export async function readHeifHead(file: Blob): Promise<HeadBlocks | null> {
  const blocks = noHeadBlocks();
  const meta = await findMeta(file);
  if (meta === null) return null;
  blocks.cut = meta.byteLength >= MAX_HEAD_BLOCK;
  const items = locations(meta);
  for (const [id, type] of itemTypes(meta)) {
    const extent = items.get(id);
    if (type !== "Exif" && type !== "application/rdf+xml") continue;
    if (extent === undefined || extent.length > MAX_HEAD_BLOCK) blocks.cut = true;
    else if (type === "Exif") {
      const body = await headBytes(file, extent.offset, extent.length);
      // Four bytes say how far behind them the TIFF header begins.
      const skip = body.byteLength > 4 ? 4 + body.getUint32(0) : body.byteLength;
      blocks.exif ??= new Uint8Array(body.buffer, Math.min(skip, body.byteLength));
    } else {
      blocks.xmp ??= new TextDecoder().decode(await headBytes(file, extent.offset, extent.length));
    }
  }
  return blocks;
}

/** The content of the first `meta` box of the file, without its version. */
async function findMeta(file: Blob): Promise<DataView | null> {
  let at = 0;
  for (let box = 0; box < MAX_BOXES && at < file.size; box++) {
    const head = await headBytes(file, at, 16);
    if (head.byteLength < 8) return null;
    const long = head.getUint32(0) === 1 && head.byteLength === 16;
    const size = long ? Number(head.getBigUint64(8)) : head.getUint32(0);
    const start = long ? 16 : 8;
    const length = size === 0 ? file.size - at : size; // to the end of the file
    if (length < start) return null;
    if (latin(head, 4, 4) === "meta") return headBytes(file, at + start + 4, length - start - 4);
    at += length;
  }
  return null;
}

function boxes(view: DataView, from = 0, to = view.byteLength): Box[] {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to && found.length < MAX_ITEMS) {
    const size = view.getUint32(at) || to - at;
    if (size < 8 || at + size > to) break;
    found.push({ type: latin(view, at + 4, 4), from: at + 8, to: at + size });
    at += size;
  }
  return found;
}

/** Of each item its type, of a `mime` item its media type (§8.11.6, versions 2 and 3 of an entry). */
function itemTypes(meta: DataView): Map<number, string> {
  const types = new Map<number, string>();
  const info = boxes(meta).find(({ type }) => type === "iinf");
  if (!info || info.to - info.from < 6) return types;
  const entries = boxes(meta, info.from + (meta.getUint8(info.from) === 0 ? 6 : 8), info.to);
  for (const { type, from, to } of entries) {
    const version = to - from < 12 ? 0 : meta.getUint8(from);
    if (type !== "infe" || version < 2) continue;
    const wide = version === 2 ? 2 : 4;
    const kindAt = from + 4 + wide + 2;
    const kind = latin(meta, kindAt, 4);
    const names = latin(meta, kindAt + 4, Math.min(200, Math.max(0, to - kindAt - 4))).split("\0");
    const id = wide === 2 ? meta.getUint16(from + 4) : meta.getUint32(from + 4);
    types.set(id, kind === "mime" ? (names[1] ?? "") : kind);
  }
  return types;
}

/** Of each item in one piece in the file itself, where it lies (§8.11.3, construction method 0). */
function locations(meta: DataView): Map<number, { offset: number; length: number }> {
  const itemExtents = new Map<number, { offset: number; length: number }>();
  const box = boxes(meta).find(({ type }) => type === "iloc");
  if (!box) return itemExtents;
  let at = box.from;
  const take = (bytes: number): number => {
    if (at + bytes > box.to) throw new RangeError("The list of items is cut off.");
    let value = 0;
    for (const end = at + bytes; at < end; at++) value = value * 256 + meta.getUint8(at);
    return value;
  };
  const version = take(4) >>> 24;
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const count = Math.min(MAX_ITEMS, take(version < 2 ? 2 : 4));
  for (let item = 0; item < count; item++) {
    const id = take(version < 2 ? 2 : 4);
    const method = version > 0 ? take(2) & 15 : 0;
    take(2); // which file: this one
    const base = take(baseSize);
    const extents = take(2);
    for (let extent = 0; extent < extents; extent++) {
      take(indexSize);
      const offset = base + take(offsetSize);
      const length = take(lengthSize);
      if (method === 0 && extents === 1) itemExtents.set(id, { offset, length });
    }
  }
  return itemExtents;
}
