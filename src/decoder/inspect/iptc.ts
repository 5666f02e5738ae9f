import type { RawGroup } from "#picture/metadata.ts";
import { decodeText } from "./byte-text.ts";
import { type CutMark, keptText } from "./clean-text.ts";

/** Datasets of the application record by number and by the standard's name (IPTC IIM 4.2, chapter 6). */
const NAMES: Readonly<Record<number, string>> = {
  3: "ObjectTypeReference",
  4: "ObjectAttributeReference",
  5: "ObjectName",
  7: "EditStatus",
  10: "Urgency",
  12: "SubjectReference",
  15: "Category",
  20: "SupplementalCategories",
  22: "FixtureIdentifier",
  25: "Keywords",
  26: "ContentLocationCode",
  27: "ContentLocationName",
  30: "ReleaseDate",
  35: "ReleaseTime",
  40: "SpecialInstructions",
  55: "DateCreated",
  60: "TimeCreated",
  62: "DigitalCreationDate",
  63: "DigitalCreationTime",
  65: "OriginatingProgram",
  70: "ProgramVersion",
  80: "By-line",
  85: "By-lineTitle",
  90: "City",
  92: "Sub-location",
  95: "Province-State",
  100: "Country-PrimaryLocationCode",
  101: "Country-PrimaryLocationName",
  103: "OriginalTransmissionReference",
  105: "Headline",
  110: "Credit",
  115: "Source",
  116: "CopyrightNotice",
  118: "Contact",
  120: "Caption-Abstract",
  122: "Writer-Editor",
  135: "LanguageIdentifier",
};
const REPEATED = new Set([4, 12, 20, 25, 26, 27, 80, 85, 118, 122]);
const MAX_DATASETS = 2_000;

/**
 * The application record of IPTC IIM blocks, by name; repeatable datasets are lists, and of several blocks what an earlier
 * one says wins. Text is UTF-8 where the bytes are that, else Latin-1, whatever the envelope says of it (1:90 is often
 * missing or wrong). A broken end costs only itself.
 */
export function readIptc(blocks: readonly Buffer[], mark: CutMark): RawGroup {
  return Object.assign({}, ...blocks.map((block) => readBlock(block, mark)).reverse());
}

function readBlock(block: Buffer, mark: CutMark): RawGroup {
  const group = new Map<string, string | string[]>();
  let at = 0;
  for (let index = 0; index < MAX_DATASETS && at + 5 <= block.length && block[at] === 0x1c; index++) {
    const record = block.readUInt8(at + 1);
    const dataset = block.readUInt8(at + 2);
    let size = block.readUInt16BE(at + 3);
    let start = at + 5;
    if (size & 0x8000) {
      // An extended dataset: the low bits say how many bytes its length has.
      const bytes = size & 0x7fff;
      if (bytes < 1 || bytes > 4 || start + bytes > block.length) break;
      size = block.readUIntBE(start, bytes);
      start += bytes;
    }
    at = start + size;
    const name = NAMES[dataset];
    if (record !== 2 || name === undefined) continue;
    const text = keptText(decodeText(block.subarray(start, at)), mark);
    if (text === "") continue;
    const known = group.get(name);
    if (!REPEATED.has(dataset)) group.set(name, known ?? text);
    else if (Array.isArray(known)) known.push(text);
    else group.set(name, [text]);
  }
  return Object.fromEntries(group);
}

/** A dataset's text; of a repeatable one all of them in one line. */
export function iptcText(group: RawGroup, name: string): string | null {
  const value = group[name];
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : null;
}

/** A repeatable dataset's texts. */
export function iptcList(group: RawGroup, name: string): string[] {
  const value = group[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
