/** What a scrub can be told to take out, each with all that belongs to it. */
export const REMOVAL_KINDS = [
  "location",
  "people",
  "devices",
  "time",
  "software",
  "ids",
  "texts",
  "credentials",
  "extras",
] as const;
export type RemovalKind = (typeof REMOVAL_KINDS)[number];

/** What is to go. All kinds together are `all`: then also what nobody knows goes, and only what shows the picture stays. */
export type Removal = readonly RemovalKind[];

export const isAll = (removal: Removal): boolean => REMOVAL_KINDS.every((kind) => removal.includes(kind));

/** `all`, or the kinds with commas, each once and in their order: the one way to write it. */
export const removalText = (removal: Removal): string =>
  isAll(removal) ? "all" : REMOVAL_KINDS.filter((kind) => removal.includes(kind)).join(",");

/** The kinds that a text names; null for none, and for one that is not known. */
export function parseRemoval(text: string): Removal | null {
  const names = text === "all" ? [...REMOVAL_KINDS] : text.split(",").map((name) => name.trim());
  const kinds = REMOVAL_KINDS.filter((kind) => names.includes(kind));
  return names.length > 0 && names.every((name) => (kinds as string[]).includes(name)) ? kinds : null;
}
