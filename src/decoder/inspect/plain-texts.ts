import type { Block } from "#picture/containers/blocks.ts";
import { unescaped } from "#picture/xml-text.ts";
import { decodeText, decodeUtf16 } from "./byte-text.ts";

/** Text that PNG keeps by its own keywords (PNG 3rd edition §11.3.3.2), and SVG as elements (SVG 2 §5.7). */
export type PlainText = Partial<Record<"title" | "author" | "description" | "copyright" | "software" | "city", string>>;

const FIELDS: ReadonlyMap<string, keyof PlainText> = new Map([
  ["Title", "title"],
  ["Author", "author"],
  ["Description", "description"],
  ["Copyright", "copyright"],
  ["Software", "software"],
  ["City", "city"],
]);
const ELEMENTS: ReadonlyMap<string, keyof PlainText> = new Map([
  ["title", "title"],
  ["desc", "description"],
]);
const PNG_TEXTS = new Set(["tEXt", "zTXt", "iTXt"]);
/** `exif:GPSLatitude`: ImageMagick writes what it found in another file as texts. */
const EXIF_TEXT = /^exif:([A-Za-z0-9]{1,60})$/;
const MAX_EXIF_TEXTS = 200;
/** Of one text, bytes. */
const MAX_TEXT = 20_000;
const MAX_EXIF_TEXT = 200;

/** The texts that are fields of a picture; of two of a kind the first. */
export function readPlainTexts(blocks: readonly Block[]): { text: PlainText; exifTexts: ReadonlyMap<string, string> } {
  const text: PlainText = {};
  const exifTexts = new Map<string, string>();
  for (const { label = "", bytes, parts } of blocks) {
    const name = parts[0]?.name ?? "";
    const isPng = PNG_TEXTS.has(name);
    const field = isPng ? FIELDS.get(label) : ELEMENTS.get(name.slice(name.indexOf(":") + 1));
    const exif = isPng ? EXIF_TEXT.exec(label)?.[1] : undefined;
    if (field !== undefined) text[field] ??= isPng ? pngText(name, bytes) : markupText(bytes);
    if (exif !== undefined && exifTexts.size < MAX_EXIF_TEXTS && !exifTexts.has(exif)) {
      exifTexts.set(exif, decodeText(bytes.subarray(0, MAX_EXIF_TEXT)));
    }
  }
  return { text, exifTexts };
}

/** iTXt is UTF-8, the others Latin-1 (§11.3.3), which many writers do not know: what is UTF-8 is read as that. */
const pngText = (name: string, bytes: Uint8Array): string => {
  const some = bytes.subarray(0, MAX_TEXT);
  return name === "iTXt" ? new TextDecoder().decode(some) : decodeText(some);
};

/** The text of an element, in the letters of its document. */
function markupText(bytes: Uint8Array): string {
  const some = bytes.subarray(0, MAX_TEXT);
  return unescaped(some.includes(0) ? decodeUtf16(some) : decodeText(some));
}
