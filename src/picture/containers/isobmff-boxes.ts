import type { ByteSource } from "./byte-source.ts";
import { latin1, u32be, u64be } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";

/** A box of the ISO base media file format (ISO/IEC 14496-12 §4.2), or an atom of QuickTime. */
export interface IsobmffBox extends ByteRange {
  /** four letters, or four bytes of a number */
  type: string;
  /** of a `uuid` box its extended type, hexadecimal */
  uuid: string | null;
  /** without the head: bytes from the start of the source */
  content: ByteRange;
  /** false where it claims to be longer than what it is in */
  whole: boolean;
}

/** The box that begins at a position; null where none does, as its size is less than its head's. */
export async function readBox(source: ByteSource, at: number, end: number): Promise<IsobmffBox | null> {
  const head = await source.read(at, Math.min(32, end - at));
  const said = u32be(head, 0);
  const type = latin1(head, 4, 4);
  const plain = said === 1 ? 16 : 8;
  const start = type === "uuid" ? plain + 16 : plain;
  const size = said === 1 ? u64be(head, 8) : said === 0 ? end - at : said;
  if (head.length < plain || size < plain) return null;
  const bytes = Math.min(size, end - at);
  const uuid = type === "uuid" ? hexOf(head.subarray(plain, start)) : null;
  const inside = Math.min(start, bytes);
  return {
    offset: at,
    bytes,
    type,
    uuid,
    content: { offset: at + inside, bytes: bytes - inside },
    whole: size <= end - at,
  };
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (value) => value.toString(16).padStart(2, "0")).join("");

/** Of a list of boxes what is read at most. */
export const MAX_BOXES = 20_000;

/** The boxes of a stretch, in order, up to where none begins any more; `rest` is what is left behind them. */
export async function readBoxes(
  source: ByteSource,
  range: ByteRange,
): Promise<{ boxes: IsobmffBox[]; rest: ByteRange }> {
  const boxes: IsobmffBox[] = [];
  const end = Math.min(source.bytes, range.offset + range.bytes);
  let at = range.offset;
  while (at < end && boxes.length < MAX_BOXES) {
    const box = await readBox(source, at, end);
    if (box === null) break;
    boxes.push(box);
    at += box.bytes;
  }
  return { boxes, rest: { offset: at, bytes: Math.max(0, end - at) } };
}

/** The content of a `meta` box: ISO's begins with a version, QuickTime's with its first box. */
export async function metaContent(source: ByteSource, box: IsobmffBox): Promise<ByteRange> {
  const { offset, bytes } = box.content;
  const head = await source.read(offset, 12);
  const bare = /^[a-z]{4}$/.test(latin1(head, 4, 4));
  const skip = bare ? 0 : Math.min(4, bytes);
  return { offset: offset + skip, bytes: bytes - skip };
}
