import type { PartKind } from "#picture/containers/part.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { Removal } from "#picture/privacy/removal.ts";

/** What one scrub is to do, and what it has done so far. */
export interface ScrubOrder {
  removal: Removal;
  cut: Cut;
  /** kinds of parts that go as a whole, for what is in them could not be taken out by itself */
  drop: ReadonlySet<PartKind>;
  /** values that are to go, as they may be written down: in maker notes they become zeros, and parts that nobody knows go with them */
  values: readonly Uint8Array[];
  /** whether small pictures inside blocks of metadata say something that is to go */
  inner: boolean;
  /** orientation of the picture, 1 to 8: stays whatever goes */
  orientation: number;
  /** true where the container itself turns the picture: Exif's word does not count then (HEIC, AVIF) */
  isTurned: boolean;
  /** prefixes of XML that a document around the blocks declares: those of an SVG's root */
  prefixes?: ReadonlyMap<string, string>;
  /** whole parts that went, by what they were */
  gone: Gone[];
}

export interface Gone {
  kind: PartKind;
  /** as its container calls it, and its keyword */
  name: string;
  bytes: number;
  /** true where it could not be read, and went for that */
  unread: boolean;
}

/** What happens to a part: it goes, or its content is replaced. */
export type Action = { drop: true } | { content: Uint8Array };

/** Whole parts that went, each once. */
export const namesOfGone = (gone: readonly Gone[]): string[] => [...new Set(gone.map(({ name }) => name))];
