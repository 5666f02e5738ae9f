import { byte, u16be } from "#picture/containers/bytes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { iptcName } from "#picture/privacy/iptc-names.ts";
import { decodeLoose, decodeUndefined } from "./tag-text.ts";
import type { TagsRead } from "./tags-read.ts";

/** More are in no file of a person or an agency. */
const MAX_DATASETS = 10_000;
/** Datasets that hold bytes and not text: those of record 3 and 7 to 9, previews, and version numbers. */
const isBytes = (record: number, number: number): boolean =>
  number === 0 || (record === 2 && number === 202) || (record > 2 && record < 10);

/**
 * The datasets of a block of IPTC (IIM 4.2 chapter 1.6). Text is UTF-8 where the bytes are that, whatever 1:90 says of it
 * (it is often missing or wrong), else Latin-1.
 */
export function iptcTags(block: Uint8Array): TagsRead {
  const tags: FoundTag[] = [];
  let at = 0;
  while (byte(block, at) === 0x1c && at + 5 <= block.length && tags.length < MAX_DATASETS) {
    const [record, number] = [byte(block, at + 1), byte(block, at + 2)];
    let [size, start] = [u16be(block, at + 3), at + 5];
    if (size & 0x8000) {
      // An extended dataset: the low bits say how many bytes its length has.
      const digits = size & 0x7fff;
      if (digits > 4) return { tags, whole: false };
      size = block.subarray(start, start + digits).reduce((sum, one) => sum * 256 + one, 0);
      start += digits;
    }
    at = start + size;
    const value = block.subarray(start, at);
    const isText = !isBytes(record, number);
    const text = isText ? decodeLoose(value) : value.length === 2 ? String(u16be(value, 0)) : decodeUndefined(value);
    tags.push({ group: "IPTC", place: "IPTC", name: iptcName(record, number), value: text });
    if (at > block.length) return { tags, whole: false };
  }
  return { tags, whole: block.subarray(at).every((value) => value === 0) };
}
