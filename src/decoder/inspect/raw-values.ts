import type { RawGroup, RawValue } from "#picture/metadata.ts";
import { decodeText } from "./byte-text.ts";
import { type CutMark, cleanText, keptText } from "./clean-text.ts";
import { exifComment, exifWindowsText, isNote, numberOf, unreadComment } from "./exif-values.ts";
import type { RawTag, RawTags } from "./raw-tags.ts";

/** Longer lists of numbers are tables for machines. */
const MAX_NUMBERS = 32;
const MAX_ITEMS = 200;
const DEEPEST = 6;

/** Names that only say where something lies, or that other groups show. */
const POINTERS = /IFD Pointer$|^(Padding|OffsetSchema|JPEGInterchangeFormat(Length)?)$/;
const COMMENTS = new Set(["UserComment", "GPSProcessingMethod", "GPSAreaInformation"]);
/** Four characters of a version number, kept as bytes. */
const VERSIONS = new Set(["ExifVersion", "FlashpixVersion", "InteroperabilityVersion"]);

/** Exif's tags by the standard's names, those of the GPS directory apart. */
export function rawExif(tags: RawTags, mark: CutMark): { exif: RawGroup; gps: RawGroup } {
  const exif = new Map<string, RawValue>();
  const gps = new Map<string, RawValue>();
  for (const [name, tag] of tags) {
    if (POINTERS.test(name)) continue;
    const value = exifValue(tags, name, tag, mark);
    if (value !== null && value !== "") (name.startsWith("GPS") ? gps : exif).set(name, value);
  }
  return { exif: Object.fromEntries(exif), gps: Object.fromEntries(gps) };
}

/** ICC's header fields and texts by name. */
export function rawIcc(tags: RawTags, mark: CutMark): RawGroup {
  const entries: [string, RawValue][] = [];
  for (const [name, tag] of tags) {
    const value = plain(typeof tag.description === "string" ? tag.description : tag.value, 0, mark);
    if (value !== null && value !== "") entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** XMP's properties by their names; lists and structures stay such. */
export function rawXmp(tags: RawTags, mark: CutMark): RawGroup {
  const entries: [string, RawValue][] = [];
  for (const [name, tag] of tags) {
    const value = xmpValue(tag.value, 0, mark);
    if (value !== null && value !== "") entries.push([cleanText(name, 100), value]);
  }
  return fromEntries(entries);
}

function exifValue(tags: RawTags, name: string, tag: RawTag, mark: CutMark): RawValue {
  const { value } = tag;
  if (COMMENTS.has(name)) {
    const unread = unreadComment(tags, name);
    return unread === null ? exifComment(tags, name) : `(${unread} bytes)`;
  }
  if (/^XP[A-Z]/.test(name)) return exifWindowsText(tags, name);
  if (typeof value === "number") return wordOf(tag) ?? plain(value, 0, mark);
  if (!Array.isArray(value)) return plain(value, 0, mark);
  if (value.every((part) => typeof part === "string")) {
    const text = keptText(value.join("\n"), mark);
    // A maker note is never shown: that says nothing about this file.
    if (isNote(text) && name !== "MakerNote") mark.cut = true;
    return text;
  }
  if (VERSIONS.has(name)) return cleanText(decodeText(Uint8Array.from(value, Number)));
  if (isFraction(value)) return numberOf(value);
  if (value.length > MAX_NUMBERS) return note(value.length, mark);
  return value.map((part) => numberOf(part));
}

function note(values: number, mark: CutMark): string {
  mark.cut = true;
  return `(${values} values)`;
}

/** Where the standard gives a number a meaning, the word for it. */
function wordOf({ description }: RawTag): string | null {
  if (typeof description !== "string" || /^[\d.]|^(Unknown|Undefined)$|^$/.test(description)) return null;
  return cleanText(description, 200);
}

function isFraction(value: unknown[]): boolean {
  return value.length === 2 && value.every((part) => typeof part === "number");
}

function plain(value: unknown, depth: number, mark: CutMark): RawValue {
  if (typeof value === "string") return keptText(value, mark);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value;
  if (Array.isArray(value) && depth < DEEPEST) {
    if (value.length > MAX_ITEMS) return note(value.length, mark);
    return value.map((item) => plain(item, depth + 1, mark));
  }
  return null;
}

/** exifreader wraps every value of XMP in `{value, attributes, description}`. */
function xmpValue(value: unknown, depth: number, mark: CutMark): RawValue {
  if (depth > DEEPEST) mark.cut = true;
  if (depth > DEEPEST) return null;
  if (Array.isArray(value) && value.length > MAX_ITEMS) mark.cut = true;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => xmpValue(item, depth + 1, mark));
  if (typeof value !== "object" || value === null) return plain(value, depth, mark);
  if (Object.hasOwn(value, "value")) return xmpValue(Reflect.get(value, "value"), depth + 1, mark);
  const entries = Object.entries(value)
    .slice(0, MAX_ITEMS)
    .map(([name, item]): [string, RawValue] => [cleanText(name, 100), xmpValue(item, depth + 1, mark)]);
  return fromEntries(entries);
}

/** Without names that mean something to JavaScript itself: whoever copies the group must not trip over them. */
function fromEntries(entries: [string, RawValue][]): RawGroup {
  return Object.fromEntries(entries.filter(([name]) => !/^(__proto__|constructor|prototype)$/.test(name)));
}
