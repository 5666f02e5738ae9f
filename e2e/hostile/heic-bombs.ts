/** HEIC pictures (ISO/IEC 23008-12 §6.6.2.3.2) whose grid shows the same flat tile again and again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TILE = { width: 1024, height: 1024 };
const GRID_ITEM = 1;

/** `columns` x `rows` tiles of 1024 x 1024 px, each an item of its own of the same bytes; libheif takes 256 of them. */
export function tiledHeic(columns: number, rows: number): Buffer {
  const { decoderConfig, coded } = tile();
  const tiles = Array.from({ length: columns * rows }, (_, index) => GRID_ITEM + 1 + index);
  const canvas = { width: columns * TILE.width, height: rows * TILE.height };
  const grid = Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(canvas.width), u16(canvas.height)]);
  const inFile = (id: number, offset: number) => [u16(id), u16(0), u16(0), u16(1), u32(offset), u32(coded.length)];
  const inMeta = [u16(GRID_ITEM), u16(1), u16(0), u16(1), u32(0), u32(grid.length)];
  const has = (id: number, ...properties: number[]) => [u16(id), Buffer.from([properties.length, ...properties])];
  const count = tiles.length + 1;
  const meta = (offset: number) =>
    full("meta", 0, [
      full("hdlr", 0, [u32(0), Buffer.from("pict"), Buffer.alloc(13)]),
      full("pitm", 0, [u16(GRID_ITEM)]),
      box("idat", [grid]),
      full("iloc", 1, [u16(0x4400), u16(count), ...inMeta, ...tiles.flatMap((id) => inFile(id, offset))]),
      full("iinf", 0, [u16(count), item(GRID_ITEM, "grid"), ...tiles.map((id) => item(id, "hvc1", true))]),
      box("iprp", [
        box("ipco", [decoderConfig, extent(TILE), extent(canvas)]),
        full("ipma", 0, [u32(count), ...has(GRID_ITEM, 3), ...tiles.flatMap((id) => has(id, 0x81, 2))]),
      ]),
      full("iref", 0, [box("dimg", [u16(GRID_ITEM), u16(tiles.length), ...tiles.map(u16)])]),
    ]);
  const head = box("ftyp", [Buffer.from("heic\0\0\0\0mif1heicmiaf")]);
  const offset = head.length + meta(0).length + 8;
  return Buffer.concat([head, meta(offset), box("mdat", [coded])]);
}

/** The first and the second box with a size of nothing, of less than their head, and of all that there could be. */
export function endlessBoxes(file: Buffer): Buffer[] {
  return [0, file.readUInt32BE(0)].flatMap((at) =>
    [0, 1, 3, 0xffffffff].map((size) => {
      const copy = Buffer.from(file);
      copy.writeUInt32BE(size, at);
      return copy;
    }),
  );
}

/** Of a flat picture that we made: its coded pixels, and what a decoder has to know of them. */
function tile(): { decoderConfig: Buffer; coded: Buffer } {
  const file = readFileSync(join(import.meta.dirname, "flat.heic"));
  const at = file.indexOf("hvcC") - 4;
  const data = file.indexOf("mdat") + 4;
  return { decoderConfig: file.subarray(at, at + file.readUInt32BE(at)), coded: file.subarray(data) };
}

const box = (type: string, parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, "latin1"), body]);
};
const full = (type: string, version: number, parts: Buffer[], flags = 0) =>
  box(type, [Buffer.from([version, 0, 0, flags]), ...parts]);
const item = (id: number, type: string, hidden = false) =>
  full("infe", 2, [u16(id), u16(0), Buffer.from(`${type}\0`, "latin1")], hidden ? 1 : 0);
const extent = ({ width, height }: typeof TILE) => full("ispe", 0, [u32(width), u32(height)]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
