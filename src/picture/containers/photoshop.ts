import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { byte, bytesOfLatin1, latin1, u16be, u32be } from "./bytes.ts";
import { gapPart } from "./cover.ts";
import { type Part, type PartKind, shifted } from "./part.ts";
import { findBytes } from "./search.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** What an image resource holds, by its number (Adobe Photoshop File Formats Specification, "Image Resource IDs"). */
const RESOURCE_KINDS: Record<number, PartKind> = {
  ...{ 1028: "iptc", 1033: "thumbnail", 1036: "thumbnail", 1039: "colour", 1058: "exif", 1059: "exif", 1060: "xmp" },
  // Resolution, halftones, transfer functions, quality of a JPEG, guides, angles of light, the IPTC's checksum, scale.
  ...{ 1005: "structure", 1010: "structure", 1011: "structure", 1012: "structure", 1013: "structure" },
  ...{ 1014: "structure", 1015: "structure", 1016: "structure", 1017: "structure", 1018: "structure" },
  ...{ 1019: "structure", 1024: "structure", 1030: "structure", 1032: "structure", 1037: "structure" },
  ...{ 1041: "structure", 1044: "structure", 1049: "structure", 1061: "structure", 1062: "structure" },
  ...{ 1064: "structure", 10000: "structure" },
};

/** "8BIM" is Photoshop's own; the others are of ImageReady, PhotoDeluxe and programs like them. */
const SIGNATURES = new Set(["8BIM", "AgHg", "DCSR", "MeSa", "PHUT"]);
const MARK = bytesOfLatin1("8BIM");
/** Of the thumbnail's size and format, in front of its JPEG, bytes. */
const THUMBNAIL_HEAD = 28;

/** Photoshop's image resources: of a JPEG's APP13, and of a TIFF's tag 0x8649. */
export const walkPhotoshop: Walker = async (source, budget, level) => {
  const walk = { container: "photoshop", parts: [] as Part[], gaveUp: false, endsEarly: false };
  for (let at = 0; at < source.bytes; ) {
    const head = await source.read(at, 7 + 256 + 5);
    const resource = budget.takePart() ? resourceAt(head, at, source.bytes) : null;
    if (resource !== null) {
      if (resource.endsEarly) walk.endsEarly = true;
      const pad = await padOf(source, at + resource.part.bytes, resource.size);
      resource.part.bytes += pad;
      at += resource.part.bytes;
      walk.parts.push(await withInside(source, resource.part, budget, level));
      continue;
    }
    const mark = await findBytes(source, MARK, at + 1, source.bytes, budget);
    const next = mark === null || mark < 0 ? source.bytes : mark;
    const gap = await gapPart(source, at, next - at, "unknown", budget);
    if (gap.kind === "not_walked") {
      walk.gaveUp = true;
      gap.bytes = source.bytes - at;
    }
    at += gap.bytes;
    walk.parts.push(gap);
  }
  return walk;
};

function resourceAt(
  head: Uint8Array,
  at: number,
  end: number,
): { part: Part; size: number; endsEarly: boolean } | null {
  if (!SIGNATURES.has(latin1(head, 0, 4))) return null;
  const id = u16be(head, 4);
  const nameBytes = 1 + byte(head, 6);
  const sizeAt = 6 + nameBytes + (nameBytes % 2);
  if (head.length < sizeAt + 4) return null;
  const size = u32be(head, sizeAt);
  const from = at + sizeAt + 4;
  const bytes = Math.min(size, end - from);
  const name = latin1(head, 7, nameBytes - 1).replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "");
  const kind = RESOURCE_KINDS[id] ?? "photoshop";
  return {
    part: {
      ...{ offset: at, bytes: from + bytes - at, kind, name: `0x${id.toString(16).padStart(4, "0")}` },
      ...(name !== "" && { label: name }),
      content: { offset: from, bytes },
    },
    size,
    endsEarly: bytes < size,
  };
}

/** A value of an odd length is followed by one byte more, which some programs forget. */
async function padOf(source: ByteSource, at: number, size: number): Promise<number> {
  if (size % 2 === 0 || at >= source.bytes) return 0;
  return SIGNATURES.has(latin1(await source.read(at, 4))) ? 0 : 1;
}

async function withInside(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Part> {
  if (part.content === undefined) return part;
  const head = part.kind === "thumbnail" ? Math.min(THUMBNAIL_HEAD, part.content.bytes) : 0;
  if (part.kind !== "thumbnail" && part.kind !== "exif") return part;
  const content = { offset: part.content.offset + head, bytes: part.content.bytes - head };
  const inside = await budget.walkInner(sourceOfPiece(source, content.offset, content.bytes), level + 1);
  return { ...part, content, parts: shifted(inside.parts, content.offset) };
}
