import { byte, latin1, u16be, u32be } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";

interface ItemEntry {
  id: number;
  type: string;
  name: string;
  contentType: string;
  contentEncoding: string;
  infe: ByteRange;
}

const MAX_ITEMS = 20_000;

/**
 * The entries of an `iinf` box (ISO/IEC 14496-12 §8.11.6), of all their versions. One that is cut off is left out.
 *
 * @param iinf the content of the box
 * @param at where that begins: bytes from the start of the source
 */
export function readItemEntries(iinf: Uint8Array, at: number): ItemEntry[] {
  const entries: ItemEntry[] = [];
  let from = byte(iinf, 0) === 0 ? 6 : 8;
  while (from + 8 <= iinf.length && entries.length < MAX_ITEMS) {
    const size = u32be(iinf, from) || iinf.length - from;
    if (size < 8 || from + size > iinf.length) break;
    if (latin1(iinf, from + 4, 4) === "infe" && size >= 16) {
      const entry = readEntry(iinf.subarray(from + 8, from + size));
      entries.push({ ...entry, infe: { offset: at + from, bytes: size } });
    }
    from += size;
  }
  return entries;
}

function readEntry(entry: Uint8Array): Omit<ItemEntry, "infe"> {
  const version = byte(entry, 0);
  const wide = version === 3 ? 4 : 2;
  const id = wide === 4 ? u32be(entry, 4) : u16be(entry, 4);
  if (version < 2) {
    const [name = "", contentType = "", contentEncoding = ""] = textsFrom(entry, 8);
    return { id, type: contentType === "" ? "" : "mime", name, contentType, contentEncoding };
  }
  const type = latin1(entry, 4 + wide + 2, 4);
  const [name = "", contentType = "", contentEncoding = ""] = textsFrom(entry, 4 + wide + 6);
  const typed = type === "mime" || type === "uri ";
  return { id, type, name, contentType: typed ? contentType : "", contentEncoding: typed ? contentEncoding : "" };
}

/** Texts that end on a zero. */
function textsFrom(bytes: Uint8Array, at: number): string[] {
  return new TextDecoder().decode(bytes.subarray(at, at + 4096)).split("\0");
}
