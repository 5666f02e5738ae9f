import type { ScrubProof } from "#picture/report/scrub-proof.ts";

/**
 * What may be said of a copy as a whole, and nothing better: `stays` where something that was to go is still found,
 * `unknown` where one of the two lookers could not look, `out` only where both looked everywhere and found nothing,
 * `elsewhere` where a value that went also stands in a part that was to stay.
 */
export type Verdict = "stays" | "unknown" | "elsewhere" | "out";

export function verdictOf({ exiftool, search }: Pick<ScrubProof, "exiftool" | "search">): Verdict {
  if (exiftool.after.length > 0) return "stays";
  if (exiftool.couldNotRead.length > 0 || search.notSearched.length > 0) return "unknown";
  return search.found.length > 0 ? "elsewhere" : "out";
}
