import { REMOVED_BY } from "./disclosure-codes.ts";
import type { FoundTag } from "./found-tag.ts";
import { holdsCoordinates } from "./free-text.ts";
import { isAll, type Removal, type RemovalKind } from "./removal.ts";
import { codesOfTag } from "./tag-rules.ts";

/** What is to be taken out of metadata, as the editors of blocks ask for it. */
export interface Cut {
  /** whether a tag goes */
  goes(tag: FoundTag): boolean;
  /** true: only what shows the picture stays */
  everything: boolean;
  /** true: what nobody knows, and what lies between and behind known parts, goes too */
  extras: boolean;
  /** whether a free text goes: one that holds coordinates, where a location goes */
  text(text: string): boolean;
}

/** What goes where these kinds are to be taken out: what a tag discloses decides, by the one list. */
export function cutOf(removal: Removal): Cut {
  const location = removal.includes("location");
  return {
    goes: (tag) =>
      (location && isReading(tag)) ||
      codesOfTag(tag).some((code) =>
        (REMOVED_BY[code] as readonly RemovalKind[]).some((kind) => removal.includes(kind)),
      ),
    everything: isAll(removal),
    extras: removal.includes("extras"),
    text: (text) => location && holdsCoordinates(text),
  };
}

/** A receiver's readings go together: a reference or a status is no place, and nothing without one. */
const isReading = ({ group, name }: FoundTag): boolean =>
  /^(?:EXIF|XMP|PNG)$/.test(group) && /^(?:exif:?)?GPS/i.test(name);
