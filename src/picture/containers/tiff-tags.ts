import type { PartKind } from "./part.ts";

/** Tags of the pixels' layout: how wide, how packed, where they lie (TIFF 6.0, its supplements, DNG 1.7). */
const LAYOUT: [number, number][] = [
  ...([
    [0xfe, 0x10a],
    [0x111, 0x119],
    [0x11a, 0x11b],
    [0x11c, 0x11c],
    [0x120, 0x125],
    [0x128, 0x128],
  ] as const),
  ...([
    [0x13d, 0x13d],
    [0x141, 0x147],
    [0x14a, 0x14a],
    [0x150, 0x156],
    [0x158, 0x158],
    [0x15b, 0x15b],
  ] as const),
  ...([
    [0x200, 0x209],
    [0x211, 0x213],
    [0x828d, 0x828e],
    [0x8769, 0x8769],
    [0x8825, 0x8825],
  ] as const),
].map(([from, to]) => [from, to]);

const KINDS: Record<number, [PartKind, string?]> = {
  // Transfer function, white point, primaries, colour map, reference black and white.
  ...{ 301: ["colour"], 318: ["colour"], 319: ["colour"], 320: ["colour"], 532: ["colour"] },
  ...{ 34675: ["colour", "ICC"], 50831: ["colour", "ICC"], 50833: ["colour", "ICC"] },
  ...{ 700: ["xmp"], 33723: ["iptc"], 34377: ["photoshop"], 37724: ["layers"] },
  ...{ 37500: ["maker_note"], 50740: ["maker_note"], 50828: ["image"], 20507: ["thumbnail"] },
};

/** What the value of a tag is, where it lies outside its directory. */
export function kindOfTag(tag: number): [PartKind, string?] {
  if (LAYOUT.some(([from, to]) => tag >= from && tag <= to)) return ["structure"];
  return KINDS[tag] ?? ["exif"];
}

export const TAGS = {
  subfile: 0xfe,
  width: 0x100,
  height: 0x101,
  bits: 0x102,
  compression: 0x103,
  strips: 0x111,
  samples: 0x115,
  stripBytes: 0x117,
  free: 0x120,
  freeBytes: 0x121,
  tiles: 0x144,
  tileBytes: 0x145,
  jpeg: 0x201,
  jpegBytes: 0x202,
  jpegTables: [0x207, 0x208, 0x209],
} as const;
