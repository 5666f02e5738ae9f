import type { TiffEntry } from "./tiff-directory.ts";

const UNSIGNED = 5;
const SIGNED = 10;
/** Types that tell nothing of what their bytes are: BYTE, SBYTE, UNDEFINED. */
const OPAQUE = new Set([1, 6, 7]);

/** Tags that are fractions by the standard, with the type that they have there. */
export type Rationals = ReadonlyMap<number, typeof UNSIGNED | typeof SIGNED>;

const unsigned = (...tags: number[]) => tags.map((tag) => [tag, UNSIGNED] as const);
const signed = (...tags: number[]) => tags.map((tag) => [tag, SIGNED] as const);

/** Of the Exif directory (Exif 3.0 §4.6.6). */
export const RATIONALS: Rationals = new Map([
  ...unsigned(0x829a, 0x829d, 0x9102, 0x9202, 0x9205, 0x9206, 0x920a, 0xa20b, 0xa20e, 0xa20f, 0xa215, 0xa404, 0xa432),
  ...signed(0x9201, 0x9203, 0x9204),
]);

/** Of the GPS directory (§4.6.7). */
export const GPS_RATIONALS: Rationals = new Map(
  unsigned(0x02, 0x04, 0x06, 0x07, 0x0b, 0x0d, 0x0f, 0x11, 0x14, 0x16, 0x18, 0x1a, 0x1f),
);

/**
 * An entry as the standard has it, where a camera wrote a fraction under a type that has none, or a signed one as
 * unsigned: read as they say, a bias of +2 EV would be the first of its bytes.
 */
export function asRational(entry: TiffEntry, rationals: Rationals): TiffEntry {
  const type = rationals.get(entry.tag);
  if (type === undefined || entry.size === 0 || entry.size % 8 !== 0) return entry;
  const wrong = OPAQUE.has(entry.type) || entry.type === (type === SIGNED ? UNSIGNED : SIGNED);
  return wrong ? { ...entry, type, count: entry.size / 8 } : entry;
}
