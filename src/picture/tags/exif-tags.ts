import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { latin1 } from "#picture/containers/bytes.ts";
import {
  readTiffDirectories,
  roleOf,
  type TiffDirectoryEntry,
  type TiffDirectoryRead,
} from "#picture/containers/tiff-directories.ts";
import { exifName } from "#picture/privacy/exif-names.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { dmsText } from "./dms-text.ts";
import { binaryText, decodeCoded, decodeLoose, decodeNumbers, decodeUndefined, decodeWide } from "./tag-text.ts";
import type { TagsRead } from "./tags-read.ts";

/** Blocks that are read by readers of their own, and maker notes, which none of ours reads. */
const BLOCKS = new Set([0x02bc, 0x83bb, 0x8649, 0x8773, 0x927c, 0xc634]);
/** UserComment, GPSProcessingMethod and GPSAreaInformation have a code before their text. */
const CODED = /^(?:UserComment|GPSProcessingMethod|GPSAreaInformation)$/;
/** Where a small copy lies. */
const COPY = /^(?:Thumbnail|PreviewImage|OtherImage)(?:Offset|Start|Length)$/;
/** Types of texts and of bytes of any kind: ASCII, UTF-8 (Exif 3.0 §4.6.2), BYTE, SBYTE, UNDEFINED. */
const TEXT = [2, 129];
const BYTES = [1, 6, 7];
const TIFF_HEADS = ["II*\0", "MM\0*", "II+\0", "MM\0+"];

/** What may stand before the TIFF header: JPEG's `Exif` and two zeros, in ISO BMFF four bytes more, bytes. */
const MAX_HEAD = 32;

/** The same bytes from the TIFF header on; none where there is no such header. */
export function tiffStream(block: Uint8Array): Uint8Array {
  for (let at = 0; at <= MAX_HEAD && at + 8 <= block.length; at++) {
    if (TIFF_HEADS.includes(latin1(block, at, 4))) return block.subarray(at);
  }
  return new Uint8Array(0);
}

/**
 * The tags of an Exif block, or of a TIFF without its pixels (Exif 3.0 §4.6). Of a small copy of the picture there is a tag
 * of its size, by the name that it has in ExifTool's list.
 */
export async function exifTags(block: Uint8Array): Promise<TagsRead> {
  const bytes = tiffStream(block);
  const directories = await readTiffDirectories(sourceOfBytes(bytes));
  const tags = directories.flatMap((directory) =>
    directory.entries
      .filter((entry) => !BLOCKS.has(entry.tag) && roleOf(entry) === null)
      .map((entry) => tagOfEntry(bytes, directory, entry))
      .flatMap((tag) => (COPY.test(tag.name) ? copyTag(tag) : tag)),
  );
  return { tags, whole: directories.length > 0 && directories.every(({ flaw }) => flaw === null) };
}

/** `ThumbnailLength` of 4711 is a `ThumbnailImage`. */
function copyTag({ name, value, ...where }: FoundTag): FoundTag[] {
  const length = Number(value);
  if (!name.endsWith("Length") || !(length > 0)) return [];
  return [{ ...where, name: `${name.slice(0, -6).replace(/Image$/, "")}Image`, value: binaryText(length) }];
}

function tagOfEntry(bytes: Uint8Array, directory: TiffDirectoryRead, entry: TiffDirectoryEntry): FoundTag {
  const place = directory.role;
  const name = exifName(place, entry.tag, entry.type);
  const topic = name.startsWith("GPS") ? { topic: "Location" } : {};
  return { group: "EXIF", place, ...topic, name, value: textOf(bytes, directory, entry, name) };
}

function textOf(bytes: Uint8Array, directory: TiffDirectoryRead, entry: TiffDirectoryEntry, name: string): string {
  const { littleEndian } = directory;
  const value = bytesOfEntry(bytes, entry);
  if (name.startsWith("XP") && BYTES.includes(entry.type)) return decodeWide(value, true);
  if (CODED.test(name)) return decodeCoded(value, littleEndian);
  if (TEXT.includes(entry.type)) return decodeLoose(value);
  if (entry.type === 7 || (BYTES.includes(entry.type) && value.length > 8)) return decodeUndefined(value);
  if (value.length === 0) return binaryText(entry.valueBytes);
  const numbers = decodeNumbers(value, entry.type, littleEndian);
  if (name === "GPSAltitude") return `${numbers} m`;
  if (!/^GPS(?:Dest)?(?:Latitude|Longitude)$/.test(name)) return numbers;
  const letter = directory.entries.find(({ tag }) => tag === entry.tag - 1);
  return dmsText(numbers, letter ? decodeLoose(bytesOfEntry(bytes, letter)) : "");
}

const bytesOfEntry = (bytes: Uint8Array, { valueOffset, valueBytes }: TiffDirectoryEntry): Uint8Array =>
  valueOffset + valueBytes > bytes.length ? new Uint8Array(0) : bytes.subarray(valueOffset, valueOffset + valueBytes);
