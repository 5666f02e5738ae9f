import type { Block } from "#picture/containers/blocks.ts";
import { byte, u16be } from "#picture/containers/bytes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { decodeLoose } from "./tag-text.ts";

/** Keys of QuickTime's metadata begin so; ExifTool's names leave it out. */
const QUICKTIME = /^com\.apple\.quicktime\./;

/** A text with a keyword, by the container that its part is of. */
export function textTag({ label = "", bytes, parts }: Block): FoundTag {
  const name = parts[0]?.name ?? "";
  if (label === "tIME" || name === "tIME") return tagIn("PNG", "ModifyDate", dateOfPng(bytes));
  const value = decodeLoose(bytes);
  if (/^[tzi](?:TXt|EXt)$/.test(name)) return tagIn("PNG", pngName(label), value);
  if (name === "ilst" || QUICKTIME.test(label)) return tagIn("QuickTime", keyName(label), value);
  if (name === "attribute" || name === "title" || name === "desc")
    return tagIn("SVG", label.replace(/^.*:/, ""), value);
  return tagIn("File", label, value);
}

const tagIn = (group: string, name: string, value: string): FoundTag => ({ group, place: group, name, value });

/** Keywords as ExifTool writes them: `exif:MakerNote` as `ExifMakerNote`, `create-date` as `CreateDate`. */
const pngName = (keyword: string): string =>
  keyword === "modify-date"
    ? "ModDate"
    : keyword.replace(/[^\w-]+(\w?)|-(date)$/g, (_, next = "", date = "") => capital(next || date));

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `location.ISO6709` as `LocationISO6709`. */
const keyName = (label: string): string =>
  label
    .replace(QUICKTIME, "")
    .split(/[.\s_-]+/)
    .map(capital)
    .join("");

/** Year, month, day, hour, minute, second (PNG 3rd edition §11.3.4.1). */
function dateOfPng(bytes: Uint8Array): string {
  const two = (at: number) => String(byte(bytes, at)).padStart(2, "0");
  return `${u16be(bytes, 0)}:${two(2)}:${two(3)} ${two(4)}:${two(5)}:${two(6)}`;
}
