import type { FoundTag } from "#picture/privacy/found-tag.ts";
import type { TagValue } from "#picture/tag-list.ts";
import type { TakenValue } from "./search-copy.ts";

/** What says nothing by itself: short, or a count, a version, a word of a fixed list. */
const COMMON =
  /^(?:.{0,4}|[\d.,:/ -]{0,6}|unknown|unknown \(.*\)|none|normal|auto|true|false|yes|no|inches|(?:north|south|east|west)|above sea level)$/i;

/** The values of tags, each once, that can be told from chance. */
export function takenValues(tags: readonly FoundTag[]): TakenValue[] {
  const texts = tags.flatMap(({ value }) => textsIn(value)).map((text) => text.trim());
  return [...new Set(texts)].filter((text) => !COMMON.test(text) && !text.startsWith("(Binary data"));
}

function textsIn(value: TagValue): string[] {
  if (typeof value === "string") return [value];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsIn);
}
