import { parseRemoval, REMOVAL_KINDS, type Removal } from "#picture/privacy/removal.ts";

/**
 * What a page's address asks to take out: `remove` once or several times, each a kind, several with commas, or `all`.
 * Empty where it asks for nothing yet; null where it names what is not known.
 */
export function askedRemoval(value: string | string[] | undefined): Removal | null {
  const names = [value ?? []]
    .flat()
    .flatMap((text) => text.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) return [];
  const kinds = names.filter((name) => name !== "all");
  if (kinds.length === 0) return REMOVAL_KINDS;
  const known = parseRemoval(kinds.join(","));
  return known !== null && kinds.length < names.length ? REMOVAL_KINDS : known;
}
