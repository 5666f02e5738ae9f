import type { FoundTag } from "./found-tag.ts";

/** What is to be taken out of metadata, as the editors of blocks ask for it. */
export interface Cut {
  /** whether a tag goes */
  goes(tag: FoundTag): boolean;
  /** true: only what shows the picture stays */
  everything: boolean;
  /** true: what nobody knows, and what lies between and behind known parts, goes too */
  extras: boolean;
  /** whether a free text goes: one that holds coordinates, where a place goes */
  text(text: string): boolean;
}
