import { textOrNull } from "./clean-text.ts";
import type { RawTag, RawTags } from "./raw-tags.ts";

/** A property as text: of alternatives by language the default one, of a list the first (XMP part 1 §8.2.2). */
export function xmpText(tags: RawTags, name: string): string | null {
  const value = tags.get(name)?.value;
  if (!Array.isArray(value)) return textOrNull(value);
  const items = value.map(part);
  const chosen = items.find((item) => item.language === "x-default" && item.text !== null) ?? items[0];
  return chosen?.text ?? null;
}

/** A property as a list; a plain text is a list of one. */
export function xmpList(tags: RawTags, name: string): string[] {
  const value = tags.get(name)?.value;
  const items = Array.isArray(value) ? value.map((item) => part(item).text) : [textOrNull(value)];
  return items.filter((item) => item !== null);
}

/** A property as a number: XMP writes fractions as `10/20`. Null unless finite. */
export function xmpNumber(tags: RawTags, name: string): number | null {
  const [text] = xmpList(tags, name);
  const match = /^([+-]?\d{1,15}(?:\.\d{1,15})?)(?:\/(\d{1,15}))?$/.exec(text ?? "");
  if (match === null) return null;
  const number = Number(match[1]) / Number(match[2] ?? 1);
  return Number.isFinite(number) ? number : null;
}

/** A field of a structure, or of the first structure of a list. */
export function xmpField(tags: RawTags, name: string, field: string): string | null {
  const inner = fieldOf(tags, name, field);
  return inner === undefined ? null : xmpText(new Map<string, RawTag>([[field, tagOf(inner)]]), field);
}

/** The same for a text that stands for bytes: as long as it is, and not cleaned. */
export function xmpFieldWhole(tags: RawTags, name: string, field: string): string | null {
  const inner = fieldOf(tags, name, field);
  const value = typeof inner === "string" ? inner : ownProperty(inner, "value");
  return typeof value === "string" ? value : null;
}

function fieldOf(tags: RawTags, name: string, field: string): unknown {
  const value = tags.get(name)?.value;
  const struct: unknown = Array.isArray(value) ? value[0] : value;
  return ownProperty(ownProperty(struct, "value") ?? struct, field);
}

function part(item: unknown): { text: string | null; language: string | null } {
  const language = ownProperty(ownProperty(item, "attributes"), "lang");
  return {
    text: textOrNull(typeof item === "string" ? item : ownProperty(item, "value")),
    language: typeof language === "string" ? language : null,
  };
}

function tagOf(value: unknown): RawTag {
  return { value: ownProperty(value, "value"), description: ownProperty(value, "description") };
}

function ownProperty(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}
