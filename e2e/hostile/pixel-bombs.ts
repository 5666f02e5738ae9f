/** Small files that claim, or hold, far more pixels, frames or scans than their bytes let expect. */
import { deflateSync } from "node:zlib";
import { adam7Bytes, long, png, zeros } from "./bytes.ts";

/** 256 megapixels, so allowed; its rows come in seven passes, so all of it has to lie in memory. */
export const interlacedPng = (side: number): Buffer =>
  png({ width: side, height: side, type: 6, interlaced: true }, ["IDAT", zeros(adam7Bytes(side, side, 4))]);

/** Its pixels end with the first row. */
export const emptyPng = (width: number, height: number): Buffer =>
  png({ width, height }, ["IDAT", deflateSync(Buffer.alloc(3000))]);

/** A picture that is as large as it says. */
export const zeroPng = (width: number, height: number): Buffer =>
  png({ width, height, type: 6 }, ["IDAT", zeros(height * (width * 4 + 1))]);

/** Frames of one pixel on a canvas (GIF 89a), or frames that claim to fill it. */
export function gif(frames: number, width: number, height: number, { fill = false } = {}): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const screen = Buffer.concat([Buffer.from("GIF89a"), size, Buffer.from("\x80\0\0\0\0\0\xff\xff\xff", "latin1")]);
  const loop = Buffer.from("!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", "latin1");
  const frame = Buffer.concat([
    Buffer.from("!\xf9\x04\0\x02\0\0\0,\0\0\0\0", "latin1"),
    fill ? size : Buffer.from([1, 0, 1, 0]),
    Buffer.from([0, 2, 2, 0x4c, 1, 0]),
  ]);
  return Buffer.concat([screen, loop, ...Array<Buffer>(frames).fill(frame), Buffer.from(";")]);
}

/**
 * A grey progressive JPEG (ITU T.81 annex G) that goes over all of its blocks once more with each scan; a scan says in
 * sixteen bytes that nothing changes.
 */
export function progressiveJpeg(side: number, scans: number): Buffer {
  const segment = (marker: number, ...body: number[]) =>
    Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body]);
  const blocks = (side / 8) ** 2;
  const tables = [
    segment(0xdb, 0, ...Array<number>(64).fill(16)),
    segment(0xc2, 8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0),
    segment(0xc4, 0x00, 1, ...Array<number>(15).fill(0), 0), // DC: "0" says no change
    segment(0xc4, 0x10, 1, 1, ...Array<number>(14).fill(0), 0xe0, 0x00), // AC: "0" and 14 bits, a run of empty blocks; "10", one
  ];
  const first = Buffer.concat([segment(0xda, 1, 1, 0x00, 0, 0, 0), Buffer.alloc(Math.ceil(blocks / 8))]);
  let bits = "";
  for (let left = blocks; left > 0; ) {
    const run = Math.min(left, 32_767);
    bits += run < 16_384 ? "10" : `0${(run - 16_384).toString(2).padStart(14, "0")}`;
    left -= run < 16_384 ? 1 : run;
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8), 2);
    data.push(...(byte === 0xff ? [byte, 0] : [byte]));
  }
  const again = Buffer.concat([segment(0xda, 1, 1, 0x00, 1, 63, 0), Buffer.from(data)]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...tables,
    first,
    ...Array<Buffer>(scans).fill(again),
    Buffer.from([0xff, 0xd9]),
  ]);
}

type Field = readonly [tag: number, type: 3 | 4, value: number];

const page = (width: number, height: number, more: Field[] = []): Field[] =>
  [
    [256, 4, width],
    [257, 4, height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [278, 4, height],
    [279, 4, 1],
    ...more,
  ] as Field[];

/** One directory (TIFF 6.0 §2) and where the next one lies. */
function directory(fields: Field[], next: number): Buffer {
  const sorted = [...fields].sort(([a], [b]) => a - b);
  const body = Buffer.alloc(2 + sorted.length * 12 + 4);
  body.writeUInt16LE(sorted.length, 0);
  for (const [index, [tag, type, value]] of sorted.entries()) {
    body.writeUInt16LE(tag, 2 + index * 12);
    body.writeUInt16LE(type, 4 + index * 12);
    body.writeUInt32LE(1, 6 + index * 12);
    body.writeUInt32LE(value, 10 + index * 12);
  }
  body.writeUInt32LE(next, body.length - 4);
  return body;
}

const FIRST = 16;
const tiffHead = Buffer.concat([Buffer.from("II*\0", "latin1"), long(FIRST), Buffer.alloc(8, 0x80)]);
const SIZE = directory(page(1, 1), 0).length;

/** Pages of one pixel; the last one's next is `end`. */
export function tiffPages(count: number, end: "none" | "the first" | "itself"): Buffer {
  const last = FIRST + (count - 1) * SIZE;
  const after = { none: 0, "the first": FIRST, itself: last }[end];
  const pages = Array.from({ length: count }, (_, index) =>
    directory(page(1, 1), index === count - 1 ? after : FIRST + (index + 1) * SIZE),
  );
  return Buffer.concat([tiffHead, ...pages]);
}

/** Its list of further directories names the first one. */
export const tiffOfItself = (): Buffer =>
  Buffer.concat([
    tiffHead,
    directory(
      page(1, 1, [
        [330, 4, FIRST],
        [34_665, 4, FIRST],
        [34_853, 4, FIRST],
      ]),
      0,
    ),
  ]);

/** One strip, as large as the picture, packed to a thousandth. */
export function tiffStrip(side: number): Buffer {
  const strip = zeros(side * side);
  const fields = page(side, side).map(([tag, type, value]): Field => {
    if (tag === 259) return [tag, type, 8];
    return [tag, type, tag === 273 ? FIRST + SIZE : tag === 279 ? strip.length : value];
  });
  return Buffer.concat([tiffHead, directory(fields, 0), strip]);
}

/** A still in a WebP whose canvas is as large as 24 bits can say (RFC 9649 §2.7), or an animation of it. */
export function webpCanvas(still: Buffer, animated: boolean): Buffer {
  const chunk = (name: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(name, "latin1"), long(body.length), body, Buffer.alloc(body.length % 2)]);
  };
  const picture = still.subarray(12);
  const size = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  const parts: Buffer[] = [chunk("VP8X", Buffer.from([animated ? 2 : 0, 0, 0, 0]), size)];
  if (animated) {
    parts.push(chunk("ANIM", Buffer.alloc(6)));
    const place = Buffer.from([0, 0, 0, 0, 0, 0, 63, 0, 0, 47, 0, 0, 100, 0, 0, 0]); // 64 x 48 at 0, 0 for 100 ms
    for (let frame = 0; frame < 3; frame++) parts.push(chunk("ANMF", place, picture));
  } else parts.push(picture);
  return chunk("RIFF", Buffer.from("WEBP", "latin1"), ...parts);
}
