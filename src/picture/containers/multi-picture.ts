import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { latin1, u32be, u32le } from "./bytes.ts";
import { everyPart, type Part, type PartKind } from "./part.ts";
import { readTiffDirectories } from "./tiff-directories.ts";

/** A second picture behind the first one's end, as the file itself names it. */
export interface NamedPicture {
  offset: number;
  /** 0 where the file does not say */
  bytes: number;
  kind: PartKind;
}

const MP_ENTRY = 0xb002;
const MAX_PICTURES = 1000;

/**
 * Pictures that the Multi-Picture index names (CIPA DC-007 section 5.2.3): 16 bytes each, positions from the index's own
 * header on. The first one is the picture itself.
 *
 * @param index where the index's TIFF header lies
 */
export async function readMultiPicture(source: ByteSource, index: Part["content"]): Promise<NamedPicture[]> {
  if (index === undefined) return [];
  const piece = sourceOfPiece(source, index.offset, index.bytes);
  const pictures: NamedPicture[] = [];
  for (const { entries, littleEndian } of await readTiffDirectories(piece)) {
    for (const { tag, valueOffset, valueBytes } of entries) {
      if (tag !== MP_ENTRY) continue;
      const list = await piece.read(valueOffset, Math.min(valueBytes, 16 * MAX_PICTURES));
      const u32 = littleEndian ? u32le : u32be;
      for (let at = 0; at + 16 <= list.length; at += 16) {
        const offset = u32(list, at + 8);
        if (offset === 0) continue;
        pictures.push({
          offset: index.offset + offset,
          bytes: u32(list, at + 4),
          kind: kindOfType(u32(list, at) % 2 ** 24),
        });
      }
    }
  }
  return pictures;
}

/** CIPA DC-007 table 4: large thumbnails, parts of a panorama or of a stereo pair; 0x050000 is a gain map. */
function kindOfType(type: number): PartKind {
  if (type === 0x010001 || type === 0x010002 || (type >= 0x010003 && type < 0x020000)) return "preview";
  return type === 0x050000 ? "gain_map" : "image";
}

/** Of XMP that is searched for a few words, bytes. */
const XMP_LOOK = 262_144;

async function xmpOf(source: ByteSource, parts: readonly Part[]): Promise<string> {
  for (const { kind, content } of everyPart(parts)) {
    if (kind !== "xmp" || content === undefined || content.coding !== undefined) continue;
    return latin1(await source.read(content.offset, Math.min(content.bytes, XMP_LOOK)));
  }
  return "";
}

/**
 * What the picture's XMP names behind it: Google's container directory (Dynamic Depth, Motion Photo 1.0, Ultra HDR)
 * gives the length of each item, and the last one ends with the file.
 *
 * @param parts of the first picture
 * @param end of the last item: the file's end, or where a trailer of another kind begins
 */
export async function readContainerItems(
  source: ByteSource,
  parts: readonly Part[],
  end: number,
): Promise<NamedPicture[]> {
  const items: NamedPicture[] = [];
  let to = end;
  for (const [tag] of [...(await xmpOf(source, parts)).matchAll(/<[^<>]*Semantic\s*=[^<>]*>/g)].reverse()) {
    const semantic = /Semantic\s*=\s*["']([^"']*)/.exec(tag)?.[1] ?? "";
    const length = Number(/Length\s*=\s*["'](\d+)/.exec(tag)?.[1] ?? 0);
    const padding = Number(/Padding\s*=\s*["'](\d+)/.exec(tag)?.[1] ?? 0);
    if (semantic === "Primary" || items.length >= MAX_PICTURES) continue;
    to -= length;
    if (!(to >= 0)) break;
    items.push({ offset: to, bytes: length, kind: KINDS_OF_ITEMS[semantic] ?? "image" });
    to -= padding;
  }
  return items.reverse();
}

const KINDS_OF_ITEMS: Record<string, PartKind> = {
  ...{ GainMap: "gain_map", RecoveryMap: "gain_map", Depth: "depth_map", Confidence: "depth_map" },
  ...{ MotionPhoto: "video", Original: "image" },
};

/** What a second picture is by what it says of itself, in its XMP or with ISO 21496-1's mark; null where it does not. */
export async function ownKind(source: ByteSource, parts: readonly Part[]): Promise<PartKind | null> {
  for (const { label, kind } of parts) if (kind === "structure" && label === "ISO 21496-1") return "gain_map";
  const xmp = await xmpOf(source, parts);
  if (/hdrgm:|hdrgainmap/i.test(xmp)) return "gain_map";
  if (/aux:(disparity|depth)|DepthData:|AuxiliaryImageType[^<>]*(depth|disparity|matte)/i.test(xmp)) return "depth_map";
  return null;
}
