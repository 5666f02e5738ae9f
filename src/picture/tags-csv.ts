import { type Tags, tagText } from "./tag-list.ts";

/** What spreadsheet programs take for the beginning of a formula, in full width too (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * Tags as CSV (RFC 4180): a header, then group, name and value, lines ended by CRLF. A cell that a spreadsheet would
 * run as a formula begins with an apostrophe: a picture's text is a stranger's.
 */
export function tagsCsv({ groups }: Tags): string {
  const rows = groups.flatMap(({ name, tags }) => tags.map((tag) => [name, tag.name, tagText(tag.value)]));
  return [["group", "name", "value"], ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
