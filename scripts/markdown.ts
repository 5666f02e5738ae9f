/** What a check of links has to know of Markdown, as GitHub shows it. */

/** An address that a text leads to, and the line where it stands, from 1. */
export interface Link {
  href: string;
  line: number;
}

const FENCE = /^\s*(```|~~~)/;
const HEADING = /^#{1,6}\s+(.+?)\s*#*$/;
const HREFS = [/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g, /^\s*\[[^\]]+\]:\s*(\S+)/g, /\b(?:href|src)="([^"]+)"/g];
const ANCHORS = /<a\s[^>]*?(?:id|name)="([^"]+)"/g;

/** Every link and image of a text; what stands in code is none. */
export function linksOf(markdown: string): Link[] {
  return prose(markdown).flatMap((text, index) =>
    HREFS.flatMap((pattern) => [...text.replaceAll(/`[^`]*`/g, "``").matchAll(pattern)]).map(([, href = ""]) => ({
      href,
      line: index + 1,
    })),
  );
}

/** The anchors that GitHub gives a text: of its headings, the second of a name with `-1`, and those set by hand. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  for (const text of prose(markdown)) {
    const [, heading] = HEADING.exec(text) ?? [];
    if (heading !== undefined) anchors.add(unused(slug(heading), anchors));
    for (const [, anchor = ""] of text.matchAll(ANCHORS)) anchors.add(anchor);
  }
  return anchors;
}

/** The lines of a text, those of its code blocks empty. */
function prose(markdown: string): string[] {
  let fence: string | null = null;
  return markdown.split("\n").map((text) => {
    const [, mark = null] = FENCE.exec(text) ?? [];
    const inside: boolean = fence !== null || mark !== null;
    if (fence === null) fence = mark;
    else if (mark === fence) fence = null;
    return inside ? "" : text;
  });
}

/** As GitHub does it: small letters, digits, `_` and `-` of what is shown; spaces become `-`. */
function slug(heading: string): string {
  const shown = heading.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/<[^>]+>/g, "");
  return shown
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

function unused(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let count = 1;
  while (taken.has(`${name}-${count}`)) count++;
  return `${name}-${count}`;
}
