import { byte, u16be, u32be, u64be } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";

/** Where an item lies. */
interface ItemLocation {
  id: number;
  /** its entry in `iloc` */
  iloc: ByteRange;
  extents: ByteRange[];
}

const MAX_EXTENTS = 50_000;
/** Construction methods (ISO/IEC 14496-12 §8.11.3): by positions in the file, and in `idat`. */
const IN_FILE = 0;
const IN_IDAT = 1;

/**
 * The entries of an `iloc` box (ISO/IEC 14496-12 §8.11.3). Not `complete` where it is cut off, where there are too many,
 * or where one is made out of other items.
 *
 * @param iloc the content of the box
 * @param at where that begins, and where the content of `idat` does: bytes from the start of the source
 */
export function readItemLocations(
  iloc: Uint8Array,
  at: number,
  idat: number | null,
): { entries: ItemLocation[]; complete: boolean } {
  const entries: ItemLocation[] = [];
  if (iloc.length < 8) return { entries, complete: iloc.length === 0 };
  const version = byte(iloc, 0);
  const [offsetSize, lengthSize] = [byte(iloc, 4) >> 4, byte(iloc, 4) & 15];
  const [baseSize, indexSize] = [byte(iloc, 5) >> 4, version > 0 ? byte(iloc, 5) & 15 : 0];
  const wide = version < 2 ? 2 : 4;
  let from = 6;
  let complete = true;
  let left = MAX_EXTENTS;
  const take = (size: number): number => {
    const value = numberAt(iloc, from, size);
    from += size;
    return value;
  };
  const count = take(wide);
  for (let entry = 0; entry < count; entry++) {
    const start = from;
    const id = take(wide);
    const method = version > 0 ? take(2) & 15 : IN_FILE;
    const inThisFile = take(2) === 0;
    const base = take(baseSize);
    const extentCount = take(2);
    const extentBytes = indexSize + offsetSize + lengthSize;
    if (from + extentCount * extentBytes > iloc.length || extentCount > left) return { entries, complete: false };
    left -= Math.max(1, extentCount);
    const extents: ByteRange[] = [];
    const origin = method === IN_FILE && inThisFile ? 0 : method === IN_IDAT ? idat : null;
    for (let extent = 0; extent < extentCount; extent++) {
      take(indexSize);
      const offset = base + take(offsetSize);
      const bytes = take(lengthSize);
      if (origin !== null) extents.push({ offset: origin + offset, bytes });
    }
    if (origin === null) complete = false;
    entries.push({ id, iloc: { offset: at + start, bytes: from - start }, extents: joined(extents) });
  }
  return { entries, complete };
}

function numberAt(bytes: Uint8Array, at: number, size: number): number {
  if (size === 2) return u16be(bytes, at);
  if (size === 4) return u32be(bytes, at);
  return size === 8 ? u64be(bytes, at) : 0;
}

/** Extents that go on where the one before ends are one stretch. */
function joined(extents: ByteRange[]): ByteRange[] {
  const stretches: ByteRange[] = [];
  for (const extent of extents) {
    const last = stretches.at(-1);
    if (last && last.offset + last.bytes === extent.offset) last.bytes += extent.bytes;
    else stretches.push({ ...extent });
  }
  return stretches;
}
