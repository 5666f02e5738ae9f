import { type HeadBlocks, headBytes, latin, MAX_HEAD_BLOCK, noHeadBlocks } from "./head-blocks.ts";

const MAX_CHUNKS = 20_000;
/** libpng writes pixels in chunks of 8 KB: several heads come with one read, bytes. */
const WINDOW = 65_536;
const XMP = "XML:com.adobe.xmp";
/** Plain texts, by Exif's names where the report tells of them (PNG 3rd edition §11.3.3.1). */
const FIELDS = new Map([
  ["Author", "Artist"],
  ["Software", "Software"],
]);
const SILENT = new Set(["Title", "Description", "Copyright", "Comment"]);

/**
 * Exif, XMP and plain texts of a PNG, before and after the pixels (PNG 3rd edition §11.3). exifr stops at the pixels
 * and passes over what is packed. `cut` where something is packed, too large, or under a name that is not read here,
 * as ImageMagick's `Raw profile type exif`.
 */
export async function readPngHead(file: Blob): Promise<HeadBlocks> {
  const blocks = noHeadBlocks();
  let [at, from] = [8, 8];
  let view = await headBytes(file, from, WINDOW);
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    if (at + 8 > from + view.byteLength) {
      from = at;
      view = await headBytes(file, from, WINDOW);
      if (view.byteLength < 8) return blocks;
    }
    const length = view.getUint32(at - from);
    const type = latin(view, at - from + 4, 4);
    if (type === "IEND") return blocks;
    if (type === "zTXt" || type === "zxIf") blocks.cut = true;
    else if (type === "eXIf" || type === "iTXt" || type === "tEXt") {
      if (length > MAX_HEAD_BLOCK) blocks.cut = true;
      else take(blocks, type, new Uint8Array((await headBytes(file, at + 8, length)).buffer));
    }
    at += 12 + length;
  }
  return { ...blocks, cut: true };
}

function take(blocks: HeadBlocks, type: "eXIf" | "iTXt" | "tEXt", body: Uint8Array): void {
  if (type === "eXIf") {
    // Some writers put JPEG's prefix before the TIFF header.
    blocks.exif ??= latin(new DataView(body.buffer), 0, 5) === "Exif\0" ? body.subarray(6) : body;
    return;
  }
  const end = body.indexOf(0);
  const keyword = end < 1 || end > 79 ? "" : decode(body.subarray(0, end), "latin1");
  const text = type === "tEXt" ? body.subarray(end + 1) : plainText(body, end);
  const field = FIELDS.get(keyword);
  if (text === null) blocks.cut = true;
  else if (type === "iTXt" && keyword === XMP) blocks.xmp ??= decode(text, "utf-8");
  else if (field !== undefined) blocks.texts[field] ??= decode(text, type === "tEXt" ? "latin1" : "utf-8");
  else if (!SILENT.has(keyword)) blocks.cut = true;
}

/** The text of an iTXt chunk (§11.3.3.4), behind language and translated keyword; null where it is packed or broken. */
function plainText(body: Uint8Array, end: number): Uint8Array | null {
  const language = body.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  return end < 1 || translated < 0 || body[end + 1] !== 0 ? null : body.subarray(translated + 1);
}

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);
