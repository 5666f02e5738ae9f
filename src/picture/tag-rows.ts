import { type Tags, tagText } from "./tag-list.ts";

/** A group with its tags as rows: name and value. */
export interface RowGroup {
  name: string;
  /** of the group, shown or not */
  count: number;
  rows: [name: string, value: string][];
}

/** What a page shows of a list of tags. It is small whatever the file holds. */
export interface TagsPage {
  /** ExifTool's version */
  exiftool: string;
  /** all tags that there are, or that match what was asked */
  count: number;
  /** the first of them */
  groups: RowGroup[];
  /** false where there are more, or longer values */
  whole: boolean;
  /** true where the file says more than the list itself keeps */
  truncated: boolean;
}

/** Cameras write some hundreds of tags. To draw a row costs the server 0.02 ms; a hostile file says 40,000. */
const MAX_ROWS = 500;
/** Characters of one value, and of all that is shown. */
const MAX_VALUE = 5000;
const MAX_CHARACTERS = 250_000;

export const tagRows = ({ groups }: Tags): RowGroup[] =>
  groups.map(({ name, tags }) => ({
    name,
    count: tags.length,
    rows: tags.map((tag) => [tag.name, tagText(tag.value)]),
  }));

/** The rows in whose group, name or value every word of `asked` stands, in any case; groups without one are left out. */
export function matchingRows(groups: RowGroup[], asked: string): RowGroup[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups.flatMap(({ name, rows }) => {
    const kept = rows.filter((row) => {
      const text = [name, ...row].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return kept.length > 0 ? [{ name, count: kept.length, rows: kept }] : [];
  });
}

/** The page of all tags, or of those that match `asked`. */
export function tagsPage(tags: Tags, asked = ""): TagsPage {
  const all = matchingRows(tagRows(tags), asked);
  const { exiftool, truncated } = tags;
  const groups = firstRows(all);
  const whole = JSON.stringify(groups) === JSON.stringify(all);
  return { exiftool, truncated, count: all.reduce((sum, { count }) => sum + count, 0), groups, whole };
}

function firstRows(all: RowGroup[]): RowGroup[] {
  let [rows, characters] = [0, 0];
  const groups: RowGroup[] = [];
  for (const group of all) {
    const shown: RowGroup = { ...group, name: cut(group.name), rows: [] };
    for (const [name, value] of group.rows) {
      const row: [string, string] = [cut(name), cut(value)];
      characters += row.join("").length + (shown.rows.length === 0 ? shown.name.length : 0);
      if (++rows > MAX_ROWS || characters > MAX_CHARACTERS) return groups;
      if (shown.rows.push(row) === 1) groups.push(shown);
    }
  }
  return groups;
}

const cut = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE).toWellFormed()}…` : text);
