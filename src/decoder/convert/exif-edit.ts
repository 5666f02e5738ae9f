/**
 * Takes parts out of an Exif block without changing its length (Exif 3.0 §4.5 and TIFF 6.0 §2), so that it may be
 * written over the old one in any container. libexif, which writes the result's block, drops the gaps.
 */
const GPS_IFD = 0x8825;
const EXIF_IFD = 0x8769;
const MAKER_NOTE = 0x927c;
const ORIENTATION = 0x0112;
/** XMP, IPTC and Photoshop blocks and further directories: copies of what is carried apart, or of the old pixels. */
const COPIES = [0x02bc, 0x83bb, 0x8649, 0x014a];
const THUMBNAIL_START = 0x0201;
const THUMBNAIL_LENGTH = 0x0202;
const SIZE_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

interface Block {
  bytes: Buffer;
  /** where the TIFF header stands: offsets count from there */
  base: number;
  little: boolean;
}
interface Entry {
  at: number;
  tag: number;
  /** of the value: inside the entry up to four bytes, elsewhere otherwise */
  start: number;
  length: number;
}

/**
 * A copy of the block without its thumbnail (it would show what was cut off) and, without `location`, without the GPS
 * directory and the maker note (which nobody can read to the end, and which may repeat the place).
 * Null where the block cannot be read.
 */
export function editExif(exif: Buffer, options: { location: boolean }): Buffer | null {
  try {
    return edit(exif, options);
  } catch (error) {
    if (error instanceof RangeError) return null; // an offset that leads out of the block
    throw error;
  }
}

/** A copy that begins with the TIFF header and says that the picture is upright, for pixels that are. */
export function uprightExif(exif: Buffer): Buffer {
  const copy = Buffer.from(exif.toString("latin1", 0, 6) === "Exif\0\0" ? exif.subarray(6) : exif);
  try {
    const block = open(copy);
    const first = block && followPointer(block, block.base + 4);
    const entry = block && first !== null && entriesOf(block, first).find(({ tag }) => tag === ORIENTATION);
    if (block && entry) block.little ? copy.writeUInt16LE(1, entry.start) : copy.writeUInt16BE(1, entry.start);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // an offset that leads out of the block
  }
  return copy;
}

function edit(exif: Buffer, options: { location: boolean }): Buffer | null {
  const block = open(Buffer.from(exif));
  const first = block && followPointer(block, block.base + 4);
  if (!block || first === null) return null;
  const second = followPointer(block, endOf(block, first));
  if (second !== null && second !== first) eraseDirectory(block, second);
  block.bytes.writeUInt32LE(0, endOf(block, first));
  for (const tag of COPIES) remove(block, first, tag);
  if (!options.location) {
    const details = entriesOf(block, first).find((entry) => entry.tag === EXIF_IFD);
    const directory = details ? followPointer(block, details.start) : null;
    if (directory !== null) remove(block, directory, MAKER_NOTE, GPS_IFD);
    remove(block, first, GPS_IFD);
  }
  return block.bytes;
}

function open(bytes: Buffer): Block | null {
  const base = bytes.toString("latin1", 0, 6) === "Exif\0\0" ? 6 : 0;
  if (bytes.length < base + 14) return null;
  const order = bytes.toString("latin1", base, base + 4);
  if (order !== "II*\0" && order !== "MM\0*") return null;
  return { bytes, base, little: order.startsWith("II") };
}

const short = ({ bytes, little }: Block, at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
const long = ({ bytes, little }: Block, at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));

/** The directory that a pointer points to; null where there is none, or none that fits into the block. */
function followPointer(block: Block, at: number): number | null {
  const offset = long(block, at);
  const directory = block.base + offset;
  if (offset < 8 || directory + 6 > block.bytes.length) return null;
  return endOf(block, directory) + 4 <= block.bytes.length ? directory : null;
}

/** Where the pointer to the next directory stands. */
function endOf(block: Block, directory: number): number {
  return directory + 2 + 12 * short(block, directory);
}

function entriesOf(block: Block, directory: number): Entry[] {
  return Array.from({ length: short(block, directory) }, (_, index) => {
    const at = directory + 2 + 12 * index;
    const length = long(block, at + 4) * (SIZE_OF_TYPE[short(block, at + 2)] ?? 1);
    return { at, tag: short(block, at), start: length <= 4 ? at + 8 : block.base + long(block, at + 8), length };
  });
}

function erase(block: Block, start: number, length: number): void {
  block.bytes.fill(0, Math.min(start, block.bytes.length), Math.min(start + length, block.bytes.length));
}

function eraseDirectory(block: Block, directory: number): void {
  const entries = entriesOf(block, directory);
  const value = (tag: number) => entries.find((entry) => entry.tag === tag)?.start;
  const [thumbnail, length] = [value(THUMBNAIL_START), value(THUMBNAIL_LENGTH)];
  if (thumbnail !== undefined && length !== undefined) {
    erase(block, block.base + long(block, thumbnail), long(block, length));
  }
  for (const entry of entries) erase(block, entry.start, entry.length);
  erase(block, directory, endOf(block, directory) + 4 - directory);
}

/** Takes entries out of a directory, with their values and what they point to; the rest moves up. */
function remove(block: Block, directory: number, ...tags: readonly number[]): void {
  for (;;) {
    const entry = entriesOf(block, directory).find(({ tag }) => tags.includes(tag));
    if (!entry) return;
    const inner = entry.tag === GPS_IFD ? followPointer(block, entry.start) : null;
    const end = endOf(block, directory) + 4;
    if (inner !== null && (inner + 2 < directory || inner >= end)) eraseDirectory(block, inner);
    else if (entry.length > 4 && (entry.start >= end || entry.start + entry.length <= directory)) {
      erase(block, entry.start, entry.length);
    }
    block.bytes.copyWithin(entry.at, entry.at + 12, end);
    erase(block, end - 12, 12);
    const count = short(block, directory) - 1;
    if (block.little) block.bytes.writeUInt16LE(count, directory);
    else block.bytes.writeUInt16BE(count, directory);
  }
}
