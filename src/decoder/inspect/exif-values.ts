import { decodeJapanese, decodeText, decodeUtf16, isUtf8 } from "./byte-text.ts";
import { cleanText, textOrNull } from "./clean-text.ts";
import { isLikelyLatin, isMostlyPrintable } from "./plausible-text.ts";
import type { RawTags } from "./raw-tags.ts";

/** The text of an ASCII tag (Exif 3.0 §4.6.2): its first part where it holds several; null where it is blank. */
export function exifText(tags: RawTags, name: string): string | null {
  return exifTexts(tags, name)[0] ?? null;
}

/** The parts of an ASCII tag that holds several, such as Copyright's photographer and editor. */
export function exifTexts(tags: RawTags, name: string): string[] {
  const value = tags.get(name)?.value;
  const parts: unknown[] = Array.isArray(value) ? value.filter((part) => typeof part === "string") : [value];
  return parts.map(plausibleText).filter((part): part is string => part !== null && !isNote(part));
}

/** Data of a camera's own under a text's tag is no text. */
function plausibleText(part: unknown): string | null {
  return typeof part === "string" && !isMostlyPrintable(part.replace(/\0+$/, ""), 0.15, 4) ? null : textOrNull(part);
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

/** A whole number that is a choice of the standard's, of a list its first: null for every other shape. */
export function exifChoice(tags: RawTags, name: string): number | null {
  const value = exifInteger(tags, name);
  return value !== null && Number.isInteger(value) ? value : null;
}

/** A number of a tag that holds whole ones, of a list its first: two of them are no fraction. */
export function exifInteger(tags: RawTags, name: string): number | null {
  const value = tags.get(name)?.value;
  return numberOf(Array.isArray(value) ? value[0] : value);
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

/**
 * UserComment and its kin: eight bytes name the character code (Exif 3.0 §4.6.6, table 9), then the text. Where they
 * name none, all of it is the text, as ExifTool has it. Null for blanks, and for bytes that are no text: cameras keep
 * data of their own there.
 */
export function exifComment(tags: RawTags, name: string): string | null {
  const bytes = commentBytes(tags, name);
  return bytes === null ? null : commentText(bytes);
}

/** Bytes of a comment that is there and is no text; null where it is text, or blank. */
export function unreadComment(tags: RawTags, name: string): number | null {
  const bytes = commentBytes(tags, name);
  if (bytes === null || commentText(bytes) !== null) return null;
  return bytes.subarray(8).some((byte) => byte !== 0 && byte !== 0x20) ? bytes.length : null;
}

function commentBytes(tags: RawTags, name: string): Uint8Array | null {
  const bytes = bytesOf(tags, name);
  return bytes !== null && bytes.length > 8 ? bytes : null;
}

function commentText(bytes: Uint8Array): string | null {
  const code = new TextDecoder("latin1").decode(bytes.subarray(0, 8)).replace(/[\0 ]+$/, "");
  const body = withoutEnd(bytes.subarray(8));
  if (code === "UNICODE") return plausible(decodeUtf16(bytes.subarray(8)).replace(/\0+$/, ""));
  if (code === "JIS") return plausible(decodeJapanese(body));
  return plausibleBytes(code === "" || code === "ASCII" ? body : withoutEnd(bytes));
}

function plausibleBytes(bytes: Uint8Array): string | null {
  const text = decodeText(bytes);
  return isUtf8(bytes) || isLikelyLatin(text) ? plausible(text) : null;
}

function plausible(text: string): string | null {
  const clean = isMostlyPrintable(text) ? cleanText(text) : "";
  return clean === "" ? null : clean;
}

/** Without the zeros that fill its room. */
function withoutEnd(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}

/** Windows' own fields (XPTitle, XPKeywords …): UTF-16, little endian. */
export function exifWindowsText(tags: RawTags, name: string): string | null {
  const bytes = bytesOf(tags, name);
  if (bytes === null) return null;
  const text = cleanText(new TextDecoder("utf-16le").decode(bytes));
  return text === "" ? null : text;
}
