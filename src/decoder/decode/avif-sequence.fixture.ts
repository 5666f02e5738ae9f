import type { Sharp } from "#decoder/sharp-setup.ts";
import type { CodedColour } from "./av1-track.ts";
import { muxAvifSequence, type TrackToWrite } from "./avif-mux.ts";
import { boxAt, boxesIn } from "./isobmff.ts";

/** Small AVIF sequences for the tests: pictures that sharp encodes as stills, put into tracks. */

/** BT.601 at full range: what sharp writes */
export const FULL_601: CodedColour = { primaries: 1, transfer: 13, matrix: 6, fullRange: true };

export async function avifSequence(pictures: readonly Sharp[], coded: CodedColour | null = FULL_601): Promise<Buffer> {
  const stills = await Promise.all(
    pictures.map(async (picture) => {
      const avif = picture.avif({ quality: 95, effort: 0, chromaSubsampling: "4:4:4" });
      const { data, info } = await avif.toBuffer({ resolveWithObject: true });
      return { parts: readStill(data), info };
    }),
  );
  const colour = track(stills.map(({ parts }) => parts[0]));
  const hasAlpha = stills.every(({ parts }) => parts.length > 1);
  const [{ width, height } = { width: 0, height: 0 }] = stills.map(({ info }) => info);
  return muxAvifSequence({
    width,
    height,
    colour,
    alpha: hasAlpha ? track(stills.map(({ parts }) => parts[1])) : null,
    coded,
  });
}

interface Item {
  configuration: Buffer;
  data: Buffer;
}

function track(items: readonly (Item | undefined)[]): TrackToWrite {
  const configuration = items[0]?.configuration ?? Buffer.alloc(0);
  return { configuration, samples: items.map((item) => ({ data: item?.data ?? Buffer.alloc(0), sync: true })) };
}

/** The picture of a still AVIF and its alpha, as libheif lays them down: one extent each, the alpha second. */
function readStill(avif: Buffer): Item[] {
  const meta = boxAt(avif, "meta").subarray(4);
  const iloc = boxAt(meta, "iloc");
  const configurations = [...boxesIn(boxAt(meta, "iprp", "ipco"))].filter(({ type }) => type === "av1C");
  const isNewer = iloc.readUInt8(0) > 0;
  const [offsetBytes, lengthBytes, baseBytes] = [
    iloc.readUInt8(4) >> 4,
    iloc.readUInt8(4) & 15,
    iloc.readUInt8(5) >> 4,
  ];
  let at = 8;
  return configurations.map(({ body }) => {
    at += (isNewer ? 6 : 4) + baseBytes + 2;
    const base = baseBytes ? iloc.readUIntBE(at - 2 - baseBytes, baseBytes) : 0;
    const offset = base + (offsetBytes ? iloc.readUIntBE(at, offsetBytes) : 0);
    const length = iloc.readUIntBE(at + offsetBytes, lengthBytes);
    at += offsetBytes + lengthBytes;
    return { configuration: Buffer.from(body), data: Buffer.from(avif.subarray(offset, offset + length)) };
  });
}

/** Puts a box at the end of the first box at `path`, and keeps sizes and the offsets of the samples right. */
export function withBox(file: Buffer, path: readonly string[], added: Buffer): Buffer {
  const moved = Buffer.concat(rebuilt(file, path, added));
  for (let at = moved.indexOf("stco"); at !== -1; at = moved.indexOf("stco", at + 1)) {
    moved.writeUInt32BE(moved.readUInt32BE(at + 12) + added.length, at + 12);
  }
  return moved;
}

function rebuilt(bytes: Buffer, [type, ...deeper]: readonly string[], added: Buffer): Buffer[] {
  if (type === undefined) return [bytes, added];
  const skipped = type === "av01" ? 8 : 0; // the fields of stsd before its entries
  let found = false;
  const boxes = [...boxesIn(bytes.subarray(skipped))].map((box) => {
    const fields = box.type === "av01" ? 78 : 0;
    const isIt = !found && box.type === type;
    found ||= isIt;
    const inside = isIt ? rebuilt(box.body.subarray(fields), deeper, added) : [box.body.subarray(fields)];
    return boxOf(box.type, box.body.subarray(0, fields), ...inside);
  });
  return [bytes.subarray(0, skipped), ...boxes];
}

export function boxOf(type: string, ...parts: Buffer[]): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 8));
  header.write(type, 4, "latin1");
  return Buffer.concat([header, ...parts]);
}
