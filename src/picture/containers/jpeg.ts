import { walkBehindEnd } from "./behind-end.ts";
import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { startsWith } from "./bytes.ts";
import { gapPart } from "./cover.ts";
import { continued, goesOn, jfifThumbnail, partOfStretch, SEGMENT_HEAD } from "./jpeg-segments.ts";
import { jpegStretches } from "./jpeg-stretches.ts";
import { readContainerItems, readMultiPicture } from "./multi-picture.ts";
import { type Part, shifted, type Walk } from "./part.ts";
import { walkPhotoshop } from "./photoshop.ts";
import { CONTINUED, partsOfPieces, sourceOfPieces } from "./pieces.ts";
import { walkTiff } from "./tiff.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** A JPEG (ITU-T T.81 annex B, Exif 3.0 section 4.7): its segments and scans to the EOI, and all that lies behind it. */
export const walkJpeg: Walker = async (source, budget, level) => {
  const walk: Walk = { container: "jpeg", parts: [], gaveUp: false, endsEarly: true };
  for await (const stretch of jpegStretches(source, 0, source.bytes, budget)) {
    const body = stretch.what === "segment" ? await source.read(stretch.offset + 4, SEGMENT_HEAD) : new Uint8Array(0);
    let part = partOfStretch(stretch, body);
    if (part.name === "EOI") walk.endsEarly = false;
    if (part.kind === "not_walked") walk.gaveUp = true;
    if (part.kind === "unknown" && stretch.what === "stray") {
      part = await gapPart(source, part.offset, part.bytes, "unknown", budget);
    }
    if (stretch.what === "segment" && goesOn(part, body) && lastExif(walk.parts) !== undefined) part = continued(part);
    const thumbnail = stretch.what === "segment" ? jfifThumbnail(part, body) : [];
    walk.parts.push(thumbnail.length > 0 ? { ...part, parts: thumbnail } : part);
  }
  await walkExif(source, walk.parts, budget, level);
  await walkResources(source, walk.parts, budget, level);
  await walkPreviews(source, walk.parts, budget, level);
  const last = walk.parts.at(-1);
  const end = last === undefined ? 0 : last.offset + last.bytes;
  if (end >= source.bytes) return walk;
  const behind = await walkBehindEnd(source, end, budget, level, async (to) => [
    ...(await readMultiPicture(source, walk.parts.find(({ label }) => label === "MPF")?.content)),
    ...(await readContainerItems(source, walk.parts, to)),
  ]);
  return { ...walk, parts: [...walk.parts, ...behind.parts], gaveUp: walk.gaveUp || behind.gaveUp };
};

const lastExif = (parts: readonly Part[]): Part | undefined => parts.findLast(({ kind }) => kind === "exif");

/** Groups of parts that are one thing, cut into segments of 64 KB: the first of each, and those that go on. */
function groups(parts: readonly Part[], isOne: (part: Part) => boolean, goesOnFrom: (part: Part) => boolean): Part[][] {
  const found: Part[][] = [];
  for (const part of parts.filter(isOne)) {
    const last = found.at(-1);
    if (last !== undefined && goesOnFrom(part)) last.push(part);
    else found.push([part]);
  }
  return found;
}

/** What is inside segments that are one thing, each part in the segment that it begins in. */
async function walkGroup(
  source: ByteSource,
  group: readonly Part[],
  walker: (piece: ByteSource) => Promise<Walk>,
): Promise<void> {
  const pieces = group.map(({ content }) => content ?? { offset: 0, bytes: 0 });
  const inside = await walker(sourceOfPieces(source, pieces));
  for (const [n, parts] of partsOfPieces(inside.parts, pieces).entries()) group[n]!.parts = parts;
}

/** Exif: its own TIFF stream, which a few cameras go on with in a second segment. */
async function walkExif(source: ByteSource, parts: readonly Part[], budget: WalkBudget, level: number): Promise<void> {
  const isExif = ({ kind, content }: Part) => kind === "exif" && content !== undefined;
  for (const group of groups(parts, isExif, ({ label }) => label === CONTINUED)) {
    await walkGroup(source, group, (piece) => walkTiff(piece, budget, level));
  }
}

/** Photoshop's resources: one row of them, whatever segments it is cut into. */
async function walkResources(
  source: ByteSource,
  parts: readonly Part[],
  budget: WalkBudget,
  level: number,
): Promise<void> {
  const isResources = ({ kind, name }: Part) => kind === "photoshop" && name === "APP13";
  for (const group of groups(parts, isResources, ({ label }) => label === "Photoshop 3.0")) {
    await walkGroup(source, group, (piece) => walkPhotoshop(piece, budget, level));
  }
}

/** Small pictures that are a JPEG of their own: JFXX's, and those that a maker wrote into segments. */
async function walkPreviews(
  source: ByteSource,
  parts: readonly Part[],
  budget: WalkBudget,
  level: number,
): Promise<void> {
  for (const part of parts) {
    const { kind, content, name } = part;
    if (content === undefined || !name.startsWith("APP") || (kind !== "thumbnail" && kind !== "preview")) continue;
    const piece = sourceOfPiece(source, content.offset, content.bytes);
    if (!startsWith(await piece.read(0, 3), "\xff\xd8\xff")) continue;
    const inside = await budget.walkInner(piece, level + 1);
    part.parts = shifted(inside.parts, content.offset);
  }
}
