import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { cutTree, ICC_TAG, IPTC_TAG, PHOTOSHOP_TAG, type TreeRules, XMP_TAG } from "./cut-tree.ts";
import { cutIcc } from "./icc.ts";
import { cutIptc } from "./iptc.ts";
import { cutPhotoshop } from "./photoshop.ts";
import { joinedRanges } from "./ranges.ts";
import { numberInto, readTree, sizeOfType, tiffStart } from "./tiff-tree.ts";
import { cutXmp } from "./xmp.ts";
import type { InnerPicture } from "./xmp-properties.ts";

export interface ExifCut {
  /** of the same length; nothing in it has moved */
  bytes: Uint8Array;
  removed: FoundTag[];
  changed: boolean;
  /** true where no tag is left: the block may go as a whole */
  empty: boolean;
  /** behind the last byte that is still referred to */
  end: number;
}

export interface ExifOptions {
  makerNote: "keep" | "drop";
  /** whether a picture inside (a thumbnail) says something that is to go */
  inner?: InnerPicture;
}

/** What an Exif block says of how the picture is shown: its turn, and its colours (Exif 3.0 §4.6.3, §4.6.5, annex A). */
const SHOWS = new Set(["Orientation", "ColorSpace", "Gamma", "InteropIndex", "InteropVersion"]);

/**
 * Takes tags out of an Exif block (Exif 3.0 §4.5) in their places: its length stays, and so does every other value, for
 * a maker note may count from anywhere. XMP, IPTC and Photoshop's resources inside are cut by their own editors. What
 * stands before the TIFF header stays. Null where the block cannot be read.
 */
export function cutExif(tiff: Uint8Array, cut: Cut, { makerNote, inner = () => false }: ExifOptions): ExifCut | null {
  return cutStream(tiff, {
    cut,
    rules: {
      shows: (name) => SHOWS.has(name),
      makerNote,
      inner,
      embedded: embeddedCut(cut, inner),
      dropped: ({ place }) => cut.everything && (/^IFD[1-9]/.test(place) || place.startsWith("SubIFD")),
      copyName: ({ place }) =>
        place === "IFD1" ? "ThumbnailImage" : /^(?:IFD[2-9]|SubIFD)/.test(place) ? "PreviewImage" : null,
    },
  });
}

/** What a colour profile may name: one display. */
const DISPLAY: FoundTag = {
  group: "ICC_Profile",
  place: "ICC_Profile",
  name: "MakeAndModel",
  value: "Display 1234567",
};

/** How blocks inside a directory are cut. */
export function embeddedCut(cut: Cut, inner: InnerPicture): TreeRules["embedded"] {
  return (tag, value, removed) => {
    if (tag === ICC_TAG) return cut.extras || cut.everything || cut.goes(DISPLAY) ? cutIcc(value) : value;
    const done =
      tag === XMP_TAG
        ? cutXmp(value, cut, inner)
        : tag === IPTC_TAG
          ? cutIptc(value, cut)
          : tag === PHOTOSHOP_TAG
            ? cutPhotoshop(value, cut, inner)
            : null;
    removed.push(...(done?.removed ?? []));
    if (done === null || cut.everything) return null;
    if (!done.changed) return value;
    return "text" in done ? new TextEncoder().encode(done.text) : done.bytes;
  };
}

export function cutStream(stream: Uint8Array, { cut, rules }: { cut: Cut; rules: TreeRules }): ExifCut | null {
  const tree = readTree(Uint8Array.from(stream));
  const done = tree && cutTree(tree, cut, rules);
  if (!tree || !done) return null;
  const empty = tree.chain.every(({ entries }) => entries.length === 0);
  const end = joinedRanges(done.kept, stream.length).at(-1)?.[1] ?? 0;
  return { bytes: done.changed ? tree.bytes : stream, removed: done.removed, changed: done.changed, empty, end };
}

const ORIENTATION = 0x0112;

/**
 * A copy of a block, from its TIFF header on, that says that the picture is upright, for pixels that are. One that cannot
 * be read comes back as it is.
 */
export function uprightExif(exif: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(exif.subarray(tiffStart(exif) ?? 0));
  const tree = readTree(copy);
  const entry = tree?.chain[0]?.entries.find(({ tag }) => tag === ORIENTATION);
  if (tree && entry?.inside && entry.length > 0) numberInto(copy, entry.start, 1, sizeOfType(entry.type), tree.little);
  return copy;
}
