import { type ByteSource, FileSource, sourceOfBuffer } from "./byte-source.ts";

/**
 * A gain map inside a JPEG: a second, small JPEG behind the first one, which says how much brighter a screen that can may
 * show each part. Found by the index of pictures (CIPA DC-007 §5.2) and known by its own segments.
 */
export interface GainMap {
  /** the second JPEG as it is */
  jpeg: Buffer;
  /** its description by ISO 21496-1: the payload of an APP2 segment; null: it has none */
  iso: Buffer | null;
  /** its description as Adobe, Google and Apple had it before the standard: an XMP packet; null: it has none */
  xmp: Buffer | null;
}

const APP1 = 0xe1;
const APP2 = 0xe2;
const AFTER_APP = 0xf0;
const START_OF_SCAN = 0xda;
const MPF = "MPF\0";
const MP_ENTRIES = 0xb002;
const ISO = "urn:iso:std:iso:ts:21496:-1\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const KNOWN_BY = ["http://ns.adobe.com/hdr-gain-map/1.0/", "urn:com:apple:photo:2020:aux:hdrgainmap"];
/** Bytes read in all, and segments and pictures looked at. */
const MAX_READ = 64_000_000;
const MAX_SEGMENTS = 2000;
const MAX_PICTURES = 16;

/** The gain map of a JPEG, or null: also where the file is broken. Reads no pixel. */
export function findGainMap(path: string): GainMap | null {
  const source = new FileSource(path, MAX_READ);
  try {
    const index = segments(source, 0).find(({ marker, at }) => marker === APP2 && startsWith(source, at, MPF));
    if (!index) return null;
    const base = index.at + MPF.length;
    for (const { offset, bytes } of pictures(source.read(base, index.length - MPF.length))) {
      const map = offset > 0 ? asGainMap(Buffer.from(source.read(base + offset, bytes))) : null;
      if (map) return map;
    }
    return null;
  } finally {
    source.close();
  }
}

function asGainMap(jpeg: Buffer): GainMap | null {
  const source = sourceOfBuffer(jpeg);
  let [iso, xmp]: [Buffer | null, Buffer | null] = [null, null];
  for (const { marker, at, length } of segments(source, 0)) {
    const payload = jpeg.subarray(at, at + length);
    if (marker === APP2 && startsWith(source, at, ISO)) iso ??= payload;
    if (marker === APP1 && startsWith(source, at, XMP) && KNOWN_BY.some((name) => payload.includes(name))) {
      xmp ??= payload.subarray(XMP.length);
    }
  }
  return iso || xmp ? { jpeg, iso, xmp } : null;
}

interface Segment {
  marker: number;
  /** of the payload */
  at: number;
  length: number;
}

/** The segments before the first scan (ITU T.81 §B.1.1.4). */
function segments(source: ByteSource, start: number): Segment[] {
  const found: Segment[] = [];
  let at = start + 2;
  while (found.length < MAX_SEGMENTS) {
    const head = source.read(at, 4);
    const marker = head[1] ?? START_OF_SCAN;
    if (head.length < 4 || head[0] !== 0xff || marker === START_OF_SCAN || marker < 0xc0) break;
    const length = head.readUInt16BE(2) - 2;
    if (length < 0) break;
    found.push({ marker, at: at + 4, length });
    at += 4 + length;
  }
  return found;
}

/** Where the application segments end, which begin a JPEG: what is put there stands before anything of the picture. */
export function endOfHead(jpeg: Buffer): number {
  const body = segments(sourceOfBuffer(jpeg), 0).find(({ marker }) => marker < 0xe0 || marker >= AFTER_APP);
  return body ? body.at - 4 : 2;
}

function startsWith(source: ByteSource, at: number, text: string): boolean {
  return source.read(at, text.length).toString("latin1") === text;
}

/** What the index lists: 16 bytes a picture, its size at byte 4 and its distance from the index at byte 8. */
function pictures(index: Buffer): { offset: number; bytes: number }[] {
  const little = index[0] === 0x49;
  const short = (at: number) => (little ? index.readUInt16LE(at) : index.readUInt16BE(at));
  const long = (at: number) => (little ? index.readUInt32LE(at) : index.readUInt32BE(at));
  try {
    const directory = long(4);
    for (let entry = directory + 2; entry < directory + 2 + 12 * short(directory); entry += 12) {
      if (short(entry) !== MP_ENTRIES) continue;
      const [list, count] = [long(entry + 8), Math.min(MAX_PICTURES, Math.floor(long(entry + 4) / 16))];
      return Array.from({ length: count }, (_, picture) => ({
        bytes: long(list + 16 * picture + 4),
        offset: long(list + 16 * picture + 8),
      }));
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // a place outside the index
  }
  return [];
}
