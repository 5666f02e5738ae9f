import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import { isAll, type Removal } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";

/**
 * What may be said of a copy as a whole, and nothing better: `stays` where something that was to go is still found,
 * `unknown` where one of the two lookers could not look, `elsewhere` where a value that went also stands in a part that
 * was to stay. `out` only where both looked everywhere and found nothing; `seen` where there was no value to search for,
 * so that ExifTool alone looked; `none` where there was nothing to take out.
 */
export type Verdict = "stays" | "unknown" | "elsewhere" | "none" | "seen" | "out";

type Judged = Pick<ScrubProof, "exiftool" | "search" | "identical" | "remove" | "stays">;

export function verdictOf({ exiftool, search, identical, remove, stays }: Judged): Verdict {
  if (exiftool.after.length > 0 || stays.some(({ code }) => wasToGo(REMOVED_BY[code], remove))) return "stays";
  if (exiftool.couldNotRead.length > 0 || search.notSearched.length > 0) return "unknown";
  if (search.found.length > 0) return "elsewhere";
  if (search.values > 0) return "out";
  return identical ? "none" : "seen";
}

/** Who asks for everything asks for what only a conversion takes out, too. */
const wasToGo = (kinds: Removal, remove: Removal): boolean =>
  isAll(remove) || kinds.some((kind) => remove.includes(kind));
