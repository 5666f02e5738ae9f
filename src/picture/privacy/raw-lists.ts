import type { RawValue } from "#picture/metadata.ts";

/**
 * Reading the raw groups of a record. Nothing about the shapes in them can be relied on: they are as the file says,
 * and one reader gives a list of one item as that item.
 */

/** A list, or what stands in for it; nothing for what is missing. */
export function listOf(value: RawValue | undefined): RawValue[] {
  if (value === undefined || value === null || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

/** A field of a structure, of any other value nothing. */
export function fieldOf(value: RawValue | undefined, name: string): RawValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** One line of text, at most `longest` characters; of a list its first; null where there is none. */
export function textOf(value: RawValue | undefined, longest = 80): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  if (typeof first !== "string" && typeof first !== "number") return null;
  const line = String(first).replace(/\s+/g, " ").trim();
  if (line === "") return null;
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}
