import type { SyncSource } from "#decoder/inspect/sync-source.ts";
import { AppError } from "#errors.ts";

export interface Box {
  type: string;
  body: Buffer;
}

export function damagedContainer(): AppError {
  return new AppError("damaged_image", "The file is damaged: its parts do not fit into each other.");
}

/**
 * The boxes that fill `bytes`, one after another (ISO/IEC 14496-12 §4.2). Every box has at least its own header, so the
 * walk always ends. Fewer bytes than a header has, at the end, are padding.
 *
 * @throws AppError `damaged_image` for a box that is shorter than its header or longer than what holds it
 */
export function* boxesIn(bytes: Buffer): Generator<Box> {
  let at = 0;
  while (bytes.length - at >= 8) {
    const header = readBoxHeader(bytes.subarray(at), bytes.length - at);
    if (!header || header.size > bytes.length - at) throw damagedContainer();
    yield { type: header.type, body: bytes.subarray(at + header.length, at + header.size) };
    at += header.size;
  }
}

/** The first box of a type, or null. Throws as `boxesIn` does. */
export function findBox(bytes: Buffer, type: string): Buffer | null {
  for (const box of boxesIn(bytes)) if (box.type === type) return box.body;
  return null;
}

/** The box at the end of a path of types, each inside the one before. Throws `damaged_image` where one is missing. */
export function boxAt(bytes: Buffer, ...path: string[]): Buffer {
  return path.reduce((inside, type) => {
    const found = findBox(inside, type);
    if (!found) throw damagedContainer();
    return found;
  }, bytes);
}

/**
 * The first box of a type at the top of a file of `fileBytes` bytes, or null. The others are stepped over by their
 * headers; the source's own allowance ends a walk over too many of them.
 *
 * @throws AppError `damaged_image` where the box is cut short or holds more than `mostBytes`
 */
export function topBox(
  source: SyncSource,
  type: string,
  limits: { fileBytes: number; mostBytes: number },
): Buffer | null {
  let at = 0;
  while (at < limits.fileBytes) {
    const left = limits.fileBytes - at;
    const header = readBoxHeader(source.read(at, 16), left);
    if (!header) return null;
    if (header.type === type) {
      const length = header.size - header.length;
      const body = length <= limits.mostBytes ? source.read(at + header.length, length) : null;
      if (body?.length !== length) throw damagedContainer();
      return body;
    }
    at += header.size;
  }
  return null;
}

/**
 * Boxes that stand at the top of a picture or a video (ISO/IEC 14496-12 §6.2.3, 23008-12). Others may too, but what says
 * of itself that it goes on past the end of the file and is none of these is no box: text, a camera maker's data.
 */
const TOP_BOXES = new Set(["ftyp", "styp", "meta", "mdat", "moov", "moof", "mfra", "free", "skip", "wide", "uuid"]);

/** Where the boxes at the top of a file say that it ends: past its last byte where it is cut off. */
export function declaredEnd(source: SyncSource, fileBytes: number): number {
  let at = 0;
  while (at < fileBytes) {
    const header = readBoxHeader(source.read(at, 16), fileBytes - at);
    if (!header || !/^[ -~]{4}$/.test(header.type)) return fileBytes; // foreign bytes behind the last box
    if (header.size > fileBytes - at && !TOP_BOXES.has(header.type)) return fileBytes;
    at += header.size;
  }
  return at;
}

/** A size of 0 reaches to the end of what holds the box; 1 says that 64 bits of it follow. Null: no header of a box. */
function readBoxHeader(bytes: Buffer, left: number): { type: string; length: number; size: number } | null {
  if (bytes.length < 8) return null;
  const short = bytes.readUInt32BE(0);
  const length = short === 1 ? 16 : 8;
  if (bytes.length < length) return null;
  const size = short === 0 ? left : short === 1 ? Number(bytes.readBigUInt64BE(8)) : short;
  return size < length ? null : { type: bytes.toString("latin1", 4, 8), length, size };
}
