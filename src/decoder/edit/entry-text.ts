import { exifName } from "#picture/privacy/exif-names.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import {
  binaryText,
  bytesHold,
  decodeCoded,
  decodeLoose,
  decodeNumbers,
  decodeUndefined,
  decodeWide,
} from "#picture/tags/tag-text.ts";
import { sizeOfType, type TiffTree, type TreeEntry } from "./tiff-tree.ts";

/** UserComment, GPSProcessingMethod and GPSAreaInformation have a code before their text. */
const CODED = new Set(["UserComment", "GPSProcessingMethod", "GPSAreaInformation"]);
/** Types of texts and of bytes of any kind: ASCII, UTF-8 (Exif 3.0 §4.6.2), BYTE, SBYTE, UNDEFINED. */
const TEXT = [2, 129];
const BYTES = [1, 6, 7];

/** The value of an entry; empty where it leads out of the stream. */
export function valueBytes({ bytes }: TiffTree, { start, length }: TreeEntry): Uint8Array {
  return start + length > bytes.length ? new Uint8Array(0) : bytes.subarray(start, start + length);
}

/** The tag that an entry is, with its value as text. */
export function tagOf(tree: TiffTree, place: string, entry: TreeEntry): FoundTag {
  const name = exifName(place, entry.tag, entry.type);
  const topic = name.startsWith("GPS") ? { topic: "Location" } : {};
  return { group: "EXIF", place, ...topic, name, value: textOf(tree, name, entry) };
}

function textOf(tree: TiffTree, name: string, entry: TreeEntry): string {
  const value = valueBytes(tree, entry);
  if (name.startsWith("XP") && BYTES.includes(entry.type)) return decodeWide(value, true);
  if (CODED.has(name)) return decodeCoded(value, tree.little);
  if (TEXT.includes(entry.type)) return decodeLoose(value);
  if (entry.type === 7 || (BYTES.includes(entry.type) && value.length > 8)) return decodeUndefined(value);
  return sizeOfType(entry.type) === 0 ? binaryText(0) : decodeNumbers(value, entry.type, tree.little);
}

/** Whether a text that stands in a value is one of those: the value's own, or one within bytes of no known kind. */
export function entryHolds(tree: TiffTree, entry: TreeEntry, tag: FoundTag, is: (text: string) => boolean): boolean {
  if (!BYTES.includes(entry.type) && !TEXT.includes(entry.type)) return false;
  return is(String(tag.value)) || bytesHold(valueBytes(tree, entry), is);
}
