import { addExif, addXmp, type MetadataBlocks, noMetadataBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { embeddedJpeg } from "./embedded-jpeg.ts";
import { readPhotoshop } from "./photoshop.ts";

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** APP0 may have JFIF's small copy, APP1 has Exif and XMP, APP2 the colour profile, APP13 Photoshop's resources. */
const WANTED = new Set([0xe0, 0xe1, 0xe2, 0xed]);

const EXIF = "Exif\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
/** XMP Specification part 3 §1.1.3.1: then 32 bytes of GUID, 4 of the full length, 4 of this part's offset. */
const EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";
/** A small copy as a JPEG (ITU T.871 §10.2). */
const JFXX_JPEG = "JFXX\0\x10";
const ICC = "ICC_PROFILE\0";
const PHOTOSHOP = "Photoshop 3.0\0";

/** A picture has a few dozen segments; a file made of nothing else is not read to its end. */
const MAX_SEGMENTS = 2_000;
/** A profile, and Photoshop's resources, may each go on over several segments. */
const MAX_PARTS = 64;

interface ExtendedPart {
  guid: string;
  order: number;
  at: number;
  length: number;
}

interface Parts {
  icc: Buffer[];
  photoshop: Buffer[];
  extended: ExtendedPart[];
}

/** The metadata of a JPEG: its APP segments, which all stand before the first scan (ITU T.81 §B.2). */
export function jpegBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  const parts: Parts = { icc: [], photoshop: [], extended: [] };
  let at = 2;
  for (let segment = 0; segment < MAX_SEGMENTS; segment++) {
    const head = source.read(at, 4);
    const marker = head[1];
    if (head.length < 4 || head[0] !== 0xff || marker === START_OF_SCAN || marker === END_OF_IMAGE) break;
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    const length = head.readUInt16BE(2);
    if (length < 2) break;
    if (marker !== undefined && WANTED.has(marker)) take(source, at + 4, length - 2, blocks, parts);
    at += 2 + length;
    if (segment === MAX_SEGMENTS - 1) blocks.cut = true;
  }
  if (parts.icc.length > 0) blocks.icc = Buffer.concat(parts.icc);
  if (parts.photoshop.length > 0) readPhotoshop(Buffer.concat(parts.photoshop), blocks);
  addExtended(source, blocks, parts.extended);
  return blocks;
}

function take(source: ByteSource, at: number, length: number, blocks: MetadataBlocks, parts: Parts): void {
  const head = source.read(at, Math.min(length, EXTENDED_XMP.length + 40));
  const name = head.toString("latin1");
  const body = (start: number): Buffer => source.read(at + start, length - start);
  const keep = (list: Buffer[], start: number): void => {
    if (list.length < MAX_PARTS) list.push(Buffer.from(body(start)));
    else blocks.cut = true;
  };
  if (name.startsWith(EXIF)) addExif(blocks, Buffer.from(body(6)));
  else if (name.startsWith(ICC)) keep(parts.icc, ICC.length + 2);
  else if (name.startsWith(JFXX_JPEG)) {
    blocks.thumbnail = true;
    blocks.embedded ??= embeddedJpeg(Buffer.from(body(JFXX_JPEG.length)));
  } else if (name.startsWith(PHOTOSHOP)) keep(parts.photoshop, PHOTOSHOP.length);
  else if (name.startsWith(XMP)) addXmp(blocks, Buffer.from(body(XMP.length)));
  else if (name.startsWith(EXTENDED_XMP) && head.length === EXTENDED_XMP.length + 40) {
    parts.extended.push({
      guid: name.slice(EXTENDED_XMP.length, EXTENDED_XMP.length + 32),
      order: head.readUInt32BE(EXTENDED_XMP.length + 36),
      at: at + head.length,
      length: length - head.length,
    });
  }
}

/** Only the extension that the main packet names counts; its parts may stand in any order. Measured, then read. */
function addExtended(source: ByteSource, blocks: MetadataBlocks, extended: ExtendedPart[]): void {
  const guid = extended.find((part) => blocks.xmp.some((packet) => packet.includes(part.guid)))?.guid;
  const parts = extended.filter((part) => part.guid === guid).sort((a, b) => a.order - b.order);
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  if (bytes > xmpRoom(blocks)) blocks.cut = true;
  else if (bytes > 0)
    addXmp(blocks, Buffer.concat(parts.map((part) => Buffer.from(source.read(part.at, part.length)))));
}
