import type { DisclosureCode } from "./disclosure-codes.ts";
import type { FoundTag } from "./found-tag.ts";

/** A line of a table: what tags of these names disclose. All that it names must be so. */
export interface TagRule {
  /** null: nothing, though a later line might say otherwise */
  code: DisclosureCode | null;
  /** the whole name, as ExifTool writes it */
  name?: RegExp;
  /** families 0 and 1: `XMP:XMP-crs` */
  group?: RegExp;
  /** family 2 */
  topic?: string;
  /** the value, as one line of text */
  value?: RegExp;
}

/** A pattern of whole names: each of `names` may be a pattern itself. */
export const wholeName = (...names: string[]): RegExp => new RegExp(`^(?:${names.join("|")})$`);

/** The first line that is about this tag. */
export function ruleFor(tag: FoundTag, name: string, text: string, rules: readonly TagRule[]): TagRule | undefined {
  const group = `${tag.group}:${tag.place}`;
  return rules.find(
    (rule) =>
      (rule.name === undefined || rule.name.test(name)) &&
      (rule.group === undefined || rule.group.test(group)) &&
      (rule.topic === undefined || rule.topic === tag.topic) &&
      (rule.value === undefined || rule.value.test(text)),
  );
}
