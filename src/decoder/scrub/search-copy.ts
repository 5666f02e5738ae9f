import { readBlocks } from "#picture/containers/blocks.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { everyPart, type Part } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import { findValues } from "./find-values.ts";
import { ENCODINGS, encodingsOf } from "./value-encodings.ts";

/** A value that was taken out: as text, or as the bytes that stood in the file. */
export type TakenValue = string | { text: string; bytes: Uint8Array };

/** Values that are looked for; a hostile file has more than anybody reads. */
const MAX_VALUES = 2_000;

/**
 * Looks through every byte of a copy, and through what is packed in it, for values that were taken out of the original,
 * in each way in which they may be written. It knows nothing of formats: what it does not find is not there in these
 * ways.
 */
export async function searchCopy(copy: Uint8Array, taken: readonly TakenValue[]): Promise<ScrubProof["search"]> {
  const values = taken.slice(0, MAX_VALUES);
  const ways = values.flatMap((value) => {
    const text = typeof value === "string" ? value : value.text;
    const bytes = typeof value === "string" ? encodingsOf(value) : [value.bytes];
    return bytes.map((way) => ({ text, way }));
  });
  const patterns = ways.map(({ way }) => way);
  const source = sourceOfBytes(copy);
  const walk = await walkFile(source);
  const found = findValues(copy, patterns).map(({ index, offset }) => ({
    value: ways[index]?.text ?? "",
    where: placeOf(walk.parts, offset),
  }));
  const { blocks, unread } = await readBlocks(source, walk);
  for (const { bytes, parts } of blocks) {
    const [part] = parts;
    if (!part?.content?.coding) continue; // the others lie in the copy as they are
    for (const { index } of findValues(bytes, patterns))
      found.push({ value: ways[index]?.text ?? "", where: nameOf(part) });
  }
  return {
    values: new Set(ways.map(({ text }) => text)).size,
    encodings: [...ENCODINGS],
    found: distinctHits(found),
    notSearched: unread.filter(({ part }) => part.content?.coding).map(({ part }) => nameOf(part)),
  };
}

/** The innermost part that holds a byte. */
function placeOf(parts: readonly Part[], offset: number): string {
  let place = "";
  for (const part of everyPart(parts)) {
    if (part.offset <= offset && offset < part.offset + part.bytes) place = nameOf(part);
  }
  return place;
}

const nameOf = ({ name, label }: Part): string => (label ? `${name} ${label}` : name);

function distinctHits(hits: readonly { value: string; where: string }[]): { value: string; where: string }[] {
  return [...new Map(hits.map((hit) => [`${hit.where}\0${hit.value}`, hit])).values()].slice(0, 100);
}
