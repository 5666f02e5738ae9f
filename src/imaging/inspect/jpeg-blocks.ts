import { addXmp, type MetadataBlocks, noBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { readPhotoshop } from "./photoshop.ts";

const APP1 = 0xe1;
const APP2 = 0xe2;
const APP13 = 0xed;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

const EXIF = "Exif\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
/** XMP Specification part 3 §1.1.3.1: then 32 bytes of GUID, 4 of the full length, 4 of this part's offset. */
const EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";
const ICC = "ICC_PROFILE\0";
const PHOTOSHOP = "Photoshop 3.0\0";

/** A picture has a few dozen segments; a file made of nothing else is not read to its end. */
const MOST_SEGMENTS = 5_000;

interface Parts {
  icc: Buffer[];
  photoshop: Buffer[];
  extended: Map<string, Buffer[]>;
}

/** The metadata of a JPEG: its APP segments, which all stand before the first scan (ITU T.81 §B.2). */
export function jpegBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noBlocks();
  const parts: Parts = { icc: [], photoshop: [], extended: new Map() };
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS; segment++) {
    const head = source.read(at, 4);
    if (head.length < 4 || head[0] !== 0xff) break;
    const marker = head[1];
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    const length = head.readUInt16BE(2);
    if (length < 2) break;
    if (marker === APP1 || marker === APP2 || marker === APP13) {
      take(blocks, parts, Buffer.from(source.read(at + 4, length - 2)));
    }
    at += 2 + length;
    if (segment === MOST_SEGMENTS - 1) blocks.cut = true;
  }
  if (parts.icc.length > 0) blocks.icc = Buffer.concat(parts.icc);
  if (parts.photoshop.length > 0) readPhotoshop(Buffer.concat(parts.photoshop), blocks);
  addExtended(blocks, parts.extended);
  return blocks;
}

function take(blocks: MetadataBlocks, parts: Parts, body: Buffer): void {
  const name = body.toString("latin1", 0, EXTENDED_XMP.length);
  if (name.startsWith(EXIF)) blocks.exif ??= body.subarray(6);
  else if (name.startsWith(XMP)) addXmp(blocks, body.subarray(XMP.length));
  else if (name === EXTENDED_XMP) {
    const guid = body.toString("latin1", name.length, name.length + 32);
    const list = parts.extended.get(guid) ?? [];
    parts.extended.set(guid, list);
    list.push(body.subarray(name.length + 32));
  } else if (name.startsWith(ICC)) parts.icc.push(body.subarray(ICC.length + 2));
  else if (name.startsWith(PHOTOSHOP)) parts.photoshop.push(body.subarray(PHOTOSHOP.length));
}

/** Only the extension that the main packet names counts; its parts may stand in any order. */
function addExtended(blocks: MetadataBlocks, extended: Parts["extended"]): void {
  for (const [guid, parts] of extended) {
    if (!blocks.xmp.some((packet) => packet.includes(guid))) continue;
    const whole = parts.filter((part) => part.length > 8);
    const bytes = whole.reduce((sum, part) => sum + part.length - 8, 0);
    if (bytes > xmpRoom(blocks)) {
      blocks.cut = true;
      continue;
    }
    whole.sort((a, b) => a.readUInt32BE(4) - b.readUInt32BE(4));
    addXmp(blocks, Buffer.concat(whole.map((part) => part.subarray(8))));
  }
}
