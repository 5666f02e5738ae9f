import { byte, concat, indexOfBytes, u16be } from "#picture/containers/bytes.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { iptcName } from "#picture/privacy/iptc-names.ts";
import { bytesHold, decodeLoose, decodeUndefined } from "#picture/tags/tag-text.ts";

export interface BlockCut {
  /** what stays; empty where nothing does */
  bytes: Uint8Array;
  removed: FoundTag[];
  changed: boolean;
}

/** How a dataset of the record of texts begins. */
const NEXT = Uint8Array.of(0x1c, 2);
/** More are in no file of a person or an agency. */
const MAX_DATASETS = 10_000;
/** Datasets that hold bytes and not text: those of record 3 and 7 to 9, previews, and version numbers. */
const isBinary = (record: number, number: number): boolean =>
  number === 0 || (record === 2 && number === 202) || (record > 2 && record < 10);

/**
 * Takes datasets out of a block of IPTC (IIM 4.2 chapter 1.6). Null where it cannot be read: what lies behind the last
 * dataset may be padding of any kind, but no further dataset.
 */
export function cutIptc(block: Uint8Array, cut: Cut): BlockCut | null {
  const kept: Uint8Array[] = [];
  const removed: FoundTag[] = [];
  const datasets = readDatasets(block);
  if (datasets === null || datasets.length === 0) return null;
  const charset = datasets.find(({ record, number }) => record === 1 && number === 90);
  for (const { record, number, bytes, value } of datasets) {
    const tag = { group: "IPTC", place: "IPTC", name: iptcName(record, number), value: textOf(record, number, value) };
    // What says how texts are written, and by which version, is about the others.
    const about = number === 0 || (record === 1 && number === 90);
    const goes = about ? false : cut.everything || cut.goes(tag) || bytesHold(value, cut.text) || cut.text(tag.value);
    if (goes) removed.push(tag);
    else kept.push(bytes);
  }
  const gone = removed.length;
  const used = datasets.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const behind = block.subarray(used);
  if (behind.some((value) => value !== 0) && (cut.everything || cut.extras || bytesHold(behind, cut.text))) {
    removed.push({ group: "IPTC", place: "IPTC", name: "Trailer", value: decodeUndefined(behind) });
  }
  const only = datasets.filter(({ number }) => number !== 0).length - gone;
  const left = only > (charset ? 1 : 0) ? concat(kept) : new Uint8Array(0);
  return { bytes: removed.length === 0 ? block : left, removed, changed: removed.length > 0 };
}

interface Dataset {
  record: number;
  number: number;
  /** with its head */
  bytes: Uint8Array;
  value: Uint8Array;
}

function readDatasets(block: Uint8Array): Dataset[] | null {
  const datasets: Dataset[] = [];
  let at = 0;
  while (byte(block, at) === 0x1c && at < block.length) {
    let [size, start] = [u16be(block, at + 3), at + 5];
    if (size & 0x8000) {
      const digits = size & 0x7fff; // an extended dataset: the low bits say how many bytes its length has
      if (digits < 1 || digits > 4) return null;
      size = block.subarray(start, start + digits).reduce((sum, one) => sum * 256 + one, 0);
      start += digits;
    }
    if (start > block.length || start + size > block.length || datasets.length >= MAX_DATASETS) return null;
    const bytes = block.subarray(at, start + size);
    datasets.push({
      record: byte(block, at + 1),
      number: byte(block, at + 2),
      bytes,
      value: block.subarray(start, start + size),
    });
    at = start + size;
  }
  return indexOfBytes(block, NEXT, at) < 0 ? datasets : null;
}

/** Text is UTF-8 where the bytes are that, whatever 1:90 says of it (it is often missing or wrong), else ISO 8859-1. */
function textOf(record: number, number: number, value: Uint8Array): string {
  if (!isBinary(record, number)) return decodeLoose(value);
  return value.length === 2 ? String(u16be(value, 0)) : decodeUndefined(value);
}
