import type { ExifToolTag } from "#decoder/exiftool/find-tags.ts";
import type { TagValue } from "#picture/tag-list.ts";
import type { TakenValue } from "./search-copy.ts";

/** What says nothing by itself: short, or a count, a version, a word of a fixed list. */
const COMMON =
  /^(?:.{0,4}|[\d.,:/ -]{0,6}|unknown|unknown \(.*\)|none|normal|auto|true|false|yes|no|inches|(?:north|south|east|west)|above sea level)$/i;

/** The values of tags, each once, that can be told from chance: in words, as numbers, and as the rationals that are stored. */
export function takenValues(tags: readonly ExifToolTag[]): TakenValue[] {
  const texts = tags.flatMap(({ value, raw = [] }) => [...textsIn(value), ...textsIn(raw)]).map((text) => text.trim());
  const told = [...new Set(texts)].filter((text) => !COMMON.test(text) && !text.startsWith("(Binary data"));
  return [...told, ...tags.flatMap(({ rational }) => (typeof rational === "string" ? rationals(rational) : []))];
}

/** `48/1 51/1 19899/625` as a directory has it, in both byte orders; one alone may stand anywhere by chance. */
function rationals(text: string): TakenValue[] {
  const numbers = text.split(/[ /]/).map(Number);
  if (numbers.length < 4 || !numbers.every((number) => Number.isInteger(number) && Math.abs(number) < 2 ** 32))
    return [];
  const [big, little] = [Buffer.alloc(4 * numbers.length), Buffer.alloc(4 * numbers.length)];
  numbers.forEach((number, index) => {
    big.writeUInt32BE(number >>> 0, 4 * index);
    little.writeUInt32LE(number >>> 0, 4 * index);
  });
  return numbers.every((number) => number === 0) ? [] : [big, little].map((bytes) => ({ text, bytes }));
}

function textsIn(value: TagValue): string[] {
  if (typeof value === "string") return [value];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsIn);
}
