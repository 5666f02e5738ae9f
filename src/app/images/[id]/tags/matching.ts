import { type Tags, tagText } from "#picture/tag-list.ts";

/** A group with its tags as rows: name and value. */
export interface RowGroup {
  name: string;
  rows: [name: string, value: string][];
}

export function tagRows({ groups }: Tags): RowGroup[] {
  return groups.map(({ name, tags }) => ({ name, rows: tags.map((tag) => [tag.name, tagText(tag.value)]) }));
}

/** The rows in whose group, name or value every word of `asked` stands, in any case; groups without one are left out. */
export function matching(groups: RowGroup[], asked: string): RowGroup[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap(({ name, rows }) => {
    const kept = rows.filter((row) => {
      const text = [name, ...row].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return kept.length > 0 ? [{ name, rows: kept }] : [];
  });
}
