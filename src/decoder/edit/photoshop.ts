import { byte, concat, startsWith, u16be, u32be } from "#picture/containers/bytes.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { resourceName } from "#picture/privacy/photoshop-names.ts";
import { binaryText, bytesHold, decodeUndefined, readableRuns } from "#picture/tags/tag-text.ts";
import { cutTree } from "./cut-tree.ts";
import { cutIcc } from "./icc.ts";
import { type BlockCut, cutIptc } from "./iptc.ts";
import { readTree } from "./tiff-tree.ts";
import { cutXmp } from "./xmp.ts";
import type { InnerPicture } from "./xmp-properties.ts";

const IPTC = 0x0404;
const IPTC_DIGEST = 0x0425;
const OLD_THUMBNAIL = 0x0409;
const THUMBNAIL = 0x040c;
const ICC = 0x040f;
const EXIF = [0x0422, 0x0423];
const XMP = 0x0424;
const SIGNATURES = ["8BIM", "PHUT", "DCSR", "AgHg", "MeSa"];
const MAX_RESOURCES = 5_000;

interface Resource {
  number: number;
  /** signature, number and name */
  head: Uint8Array;
  data: Uint8Array;
}

/**
 * Takes image resources out of a run of Photoshop's, without `Photoshop 3.0\0` before it (Adobe Photoshop File Formats
 * Specification, "Image Resource Blocks"). IPTC, Exif, XMP and colour profiles in it are cut by their own editors; one
 * that cannot be read goes. Null where the run cannot be read to its end.
 */
export function cutPhotoshop(block: Uint8Array, cut: Cut, inner: InnerPicture = () => false): BlockCut | null {
  const resources = readResources(block);
  if (resources === null) return null;
  const removed: FoundTag[] = [];
  const kept: Uint8Array[] = [];
  const newIptc = resources.filter(({ number }) => number === IPTC).map(({ data }) => cutIptc(data, cut));
  const digestStale = newIptc.some((one) => one === null || one.changed);
  let changed = false;
  for (const { number, head, data } of resources) {
    const tag = { group: "Photoshop", place: "Photoshop", name: resourceName(number), value: valueText(number, data) };
    const left = cut.everything
      ? null
      : number === IPTC_DIGEST && digestStale
        ? null
        : leftOf(number, data, tag, cut, inner, removed);
    if (left === null) {
      removed.push(tag);
      changed = true;
    } else if (left.length > 0 || data.length === 0) {
      changed ||= left !== data;
      kept.push(written(head, left));
    } else changed = true;
  }
  return { bytes: changed ? concat(kept) : block, removed, changed };
}

/** The data that stays, the same object where all of it does; null where the resource goes. */
function leftOf(
  number: number,
  data: Uint8Array,
  tag: FoundTag,
  cut: Cut,
  inner: InnerPicture,
  removed: FoundTag[],
): Uint8Array | null {
  if (number === IPTC || EXIF.includes(number)) {
    const result = number === IPTC ? cutIptc(data, cut) : cutInnerExif(data, cut, inner);
    removed.push(...(result?.removed ?? []));
    return result && (result.changed ? result.bytes : data);
  }
  if (number === XMP) {
    const result = cutXmp(data, cut, inner);
    removed.push(...(result?.removed ?? []));
    return result && (result.changed ? new TextEncoder().encode(result.text) : data);
  }
  if (cut.goes(tag)) return null;
  if (number === ICC) return cut.extras ? cutIcc(data) : data;
  // A head of 28 bytes, then a JPEG.
  if (number === THUMBNAIL || number === OLD_THUMBNAIL) return inner(data.subarray(28)) ? null : data;
  return bytesHold(data, cut.text) ? null : data;
}

/** Exif among the resources: blocks within it, which are here too, go. */
function cutInnerExif(data: Uint8Array, cut: Cut, inner: InnerPicture): BlockCut | null {
  const tree = readTree(Uint8Array.from(data));
  const done =
    tree &&
    cutTree(tree, cut, {
      shows: () => false,
      makerNote: "keep",
      inner,
      embedded: () => null,
      dropped: () => false,
      copyName: ({ place }) => (place === "IFD0" ? null : "ThumbnailImage"),
    });
  return done && { ...done, bytes: tree.bytes };
}

function valueText(number: number, data: Uint8Array): string {
  if (number === THUMBNAIL || number === OLD_THUMBNAIL) return binaryText(Math.max(0, data.length - 28));
  const plain = decodeUndefined(data);
  if (plain !== binaryText(data.length)) return plain;
  return (
    readableRuns(data)
      .map((text) => text.trim())
      .join("\n")
      .slice(0, 2_000) || plain
  );
}

function readResources(block: Uint8Array): Resource[] | null {
  const resources: Resource[] = [];
  let at = 0;
  while (SIGNATURES.some((signature) => startsWith(block, signature, at))) {
    // A Pascal string, padded to an even number of bytes with its length byte.
    const sizeAt = at + 6 + ((byte(block, at + 6) + 2) & ~1);
    const size = u32be(block, sizeAt);
    if (sizeAt + 4 + size > block.length || resources.length >= MAX_RESOURCES) return null;
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    resources.push({ number: u16be(block, at + 4), head: block.subarray(at, sizeAt), data });
    at = sizeAt + 4 + size + (size % 2);
  }
  return block.subarray(at).some((value) => value !== 0) || resources.length === 0 ? null : resources;
}

function written(head: Uint8Array, data: Uint8Array): Uint8Array {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, data.length);
  return concat([head, size, data, new Uint8Array(data.length % 2)]);
}

/** What a JPEG's APP13 segments have before their resources. */
const SEGMENT_HEAD = "Photoshop 3.0\0";
export const isPhotoshop = (block: Uint8Array): boolean => startsWith(block, SEGMENT_HEAD);

/** The data of one resource of a segment's; null where there is none, or the run cannot be read. */
export function resourceData(block: Uint8Array, number: number): Uint8Array | null {
  const resources = readResources(isPhotoshop(block) ? block.subarray(SEGMENT_HEAD.length) : block);
  return resources?.find((resource) => resource.number === number)?.data ?? null;
}
