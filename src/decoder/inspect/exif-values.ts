import { decodeText, decodeUtf16 } from "./byte-text.ts";
import { cleanText, textOrNull } from "./clean-text.ts";
import type { RawTags } from "./raw-tags.ts";

/** The text of an ASCII tag (Exif 3.0 §4.6.2): its first part where it holds several; null where it is blank. */
export function exifText(tags: RawTags, name: string): string | null {
  return exifTexts(tags, name)[0] ?? null;
}

/** The parts of an ASCII tag that holds several, such as Copyright's photographer and editor. */
export function exifTexts(tags: RawTags, name: string): string[] {
  const value = tags.get(name)?.value;
  const parts: unknown[] = Array.isArray(value) ? value.filter((part) => typeof part === "string") : [value];
  return parts.map((part) => textOrNull(part)).filter((part): part is string => part !== null && !isNote(part));
}

/** What stands in place of a value that was too long to be copied. */
export function isNote(text: string): boolean {
  return /^\(\d+ bytes\)$/.test(text);
}

/** A number of any numeric type, of a list its first; a fraction as its quotient. Null unless finite. */
export function exifNumber(tags: RawTags, name: string): number | null {
  return numberOf(tags.get(name)?.value);
}

/** A list of fractions, such as degrees, minutes and seconds; null where one of them is not finite. */
export function exifNumbers(tags: RawTags, name: string): number[] | null {
  const value = tags.get(name)?.value;
  if (!Array.isArray(value)) return null;
  const numbers = value.map((part) => numberOf(part));
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** A whole number that is a choice of the standard's: the number itself, null for every other shape. */
export function exifChoice(tags: RawTags, name: string): number | null {
  const value = tags.get(name)?.value;
  return typeof value === "number" && Number.isInteger(value) ? value : null;
}

export function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (!Array.isArray(value) || value.length === 0) return null;
  const [first, second]: unknown[] = value;
  if (Array.isArray(first)) return numberOf(first);
  if (typeof first !== "number") return null;
  if (value.length !== 2 || typeof second !== "number") return Number.isFinite(first) ? first : null;
  const quotient = first / second;
  return Number.isFinite(quotient) ? quotient : null;
}

/** The bytes of an UNDEFINED or BYTE tag. */
function bytesOf(tags: RawTags, name: string): Uint8Array | null {
  const value = tags.get(name)?.value;
  if (!Array.isArray(value) || !value.every((byte) => typeof byte === "number")) return null;
  return Uint8Array.from(value);
}

/** UserComment and its kin: eight bytes name the character code (Exif 3.0 §4.6.6, table 9), then the text. */
export function exifComment(tags: RawTags, name: string): string | null {
  const bytes = bytesOf(tags, name);
  if (bytes === null || bytes.length <= 8) return null;
  const code = decodeText(bytes.subarray(0, 8)).replace(/[\0 ]+$/, "");
  const body = bytes.subarray(8);
  const text = cleanText(code === "UNICODE" ? decodeUtf16(body) : decodeText(body));
  return text === "" ? null : text;
}

/** Windows' own fields (XPTitle, XPKeywords …): UTF-16, little endian. */
export function exifWindowsText(tags: RawTags, name: string): string | null {
  const bytes = bytesOf(tags, name);
  if (bytes === null) return null;
  const text = cleanText(new TextDecoder("utf-16le").decode(bytes));
  return text === "" ? null : text;
}
