import { inflateSync } from "node:zlib";
import { addExif, addXmp, MAX_BLOCK, type MetadataBlocks, noMetadataBlocks, type PlainText } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { readPhotoshop } from "./photoshop.ts";

const XMP = "XML:com.adobe.xmp";
const RAW_PROFILE = /^Raw profile type (exif|app1|iptc|8bim|xmp|icc|icm)$/i;
const WANTED = new Set(["eXIf", "zxIf", "iCCP", "tEXt", "zTXt", "iTXt"]);
const FIELDS: Readonly<Record<string, keyof PlainText>> = {
  Title: "title",
  Author: "author",
  Description: "description",
  Copyright: "copyright",
  Software: "software",
  City: "city",
};
/** `exif:GPSLatitude`: ImageMagick writes what it found in another file as texts. */
const EXIF_TEXT = /^exif:[A-Za-z0-9]{1,60}$/;
const MAX_EXIF_TEXTS = 200;
const MAX_CHUNKS = 100_000;
/** What all compressed chunks of one file may grow to, bytes: a few hundred bytes can inflate to gigabytes. */
const MAX_INFLATED = 8_000_000;

/** The metadata of a PNG (3rd edition §11.3): its text, eXIf and iCCP chunks, before and after the pixels. */
export function pngBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  const inflater = new Inflater(blocks);
  let at = 8;
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const head = source.read(at, 8);
    if (head.length < 8) return blocks;
    const length = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (type === "IEND") return blocks;
    if (WANTED.has(type)) {
      if (length > MAX_BLOCK) blocks.cut = true;
      else take(blocks, inflater, type, Buffer.from(source.read(at + 8, length)));
    }
    at += 12 + length;
  }
  blocks.cut = true;
  return blocks;
}

function take(blocks: MetadataBlocks, inflater: Inflater, type: string, body: Buffer): void {
  if (type === "eXIf") {
    addExif(blocks, body);
    return;
  }
  const end = body.indexOf(0);
  if (end < 1 || end > 79) return;
  const keyword = body.toString("latin1", 0, end);
  if (type === "iCCP") blocks.icc ??= inflater.inflate(body.subarray(end + 2));
  else if (type === "tEXt") takeText(blocks, keyword, body.subarray(end + 1), "latin1");
  else if (type === "zTXt") takeText(blocks, keyword, inflater.inflate(body.subarray(end + 2)), "latin1");
  else if (type === "iTXt") {
    // compression flag, method, then language and translated keyword, each ended by a zero
    const language = body.indexOf(0, end + 3);
    const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
    if (translated < 0) return;
    const text = body.subarray(translated + 1);
    takeText(blocks, keyword, body[end + 1] === 1 ? inflater.inflate(text) : text, "utf8");
  }
}

function takeText(blocks: MetadataBlocks, keyword: string, text: Buffer | null, encoding: BufferEncoding): void {
  if (text === null) return;
  const field = Object.hasOwn(FIELDS, keyword) ? FIELDS[keyword] : undefined;
  const profile = RAW_PROFILE.exec(keyword)?.[1]?.toLowerCase();
  if (field !== undefined) blocks.text[field] ??= text.toString(encoding, 0, 20_000);
  else if (keyword === XMP) addXmp(blocks, text);
  else if (EXIF_TEXT.test(keyword)) takeExifText(blocks, keyword.slice(5), text.toString("latin1", 0, 200));
  else if (profile !== undefined) takeProfile(blocks, profile, text);
}

function takeExifText(blocks: MetadataBlocks, name: string, text: string): void {
  const texts = new Map(blocks.exifTexts);
  if (texts.size < MAX_EXIF_TEXTS && !texts.has(name)) blocks.exifTexts = texts.set(name, text);
}

/** ImageMagick's way: `\nname\n  length\n`, a name of several words too, and the bytes as hexadecimal digits in lines. */
function takeProfile(blocks: MetadataBlocks, profile: string, text: Buffer): void {
  const header = /^\s*\S[^\n]*?\s+\d+\s/.exec(text.toString("latin1", 0, 120));
  if (header === null) return;
  const bytes = Buffer.from(text.toString("latin1", header[0].length).replace(/\s+/g, ""), "hex");
  if (profile === "iptc" || profile === "8bim") {
    if (bytes.toString("latin1", 0, 4) === "8BIM") readPhotoshop(bytes, blocks);
    else blocks.iptc ??= bytes;
  } else if (profile === "icc" || profile === "icm") blocks.icc ??= bytes;
  else if (profile === "xmp") addXmp(blocks, bytes);
  else if (bytes.toString("latin1", 0, 5) === "Exif\0" || profile === "exif") addExif(blocks, bytes);
  else if (bytes.includes("<x:xmpmeta")) addXmp(blocks, bytes.subarray(bytes.indexOf(0) + 1));
}

class Inflater {
  #left = MAX_INFLATED;
  readonly #blocks: MetadataBlocks;

  constructor(blocks: MetadataBlocks) {
    this.#blocks = blocks;
  }

  /** The inflated bytes; null for what is broken, and for what would pass the limits (then the blocks are `cut`). */
  inflate(packed: Buffer): Buffer | null {
    const most = Math.min(this.#left, MAX_BLOCK);
    try {
      if (most <= 0) throw new RangeError("the file's allowance is used up");
      const bytes = inflateSync(packed, { maxOutputLength: most });
      this.#left -= bytes.length;
      return bytes;
    } catch (error) {
      if (error instanceof RangeError) {
        this.#left -= most;
        this.#blocks.cut = true;
      }
      return null;
    }
  }
}
