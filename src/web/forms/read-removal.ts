import { AppError } from "#errors.ts";
import { REMOVALS, type Removal } from "#picture/scrub-report.ts";

/** What a scrub is to take out. Throws `invalid_parameter` for anything else, and for nothing. */
export function readRemoval(text: string | null, parameter: string): Removal {
  const remove = REMOVALS.find((known) => known === text);
  if (remove) return remove;
  throw new AppError("invalid_parameter", `${parameter} takes location or all.`, { parameter });
}
