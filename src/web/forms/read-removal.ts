import { AppError } from "#errors.ts";
import { parseRemoval, REMOVAL_KINDS, type Removal } from "#picture/privacy/removal.ts";

/** What a scrub is to take out. Throws `invalid_parameter` for a kind that nobody knows, and for none. */
export function readRemoval(text: string | null, parameter: string): Removal {
  const removal = text === null ? null : parseRemoval(text);
  if (removal) return removal;
  throw new AppError("invalid_parameter", `${parameter} takes all, or some of ${REMOVAL_KINDS.join(", ")}.`, {
    parameter,
  });
}
