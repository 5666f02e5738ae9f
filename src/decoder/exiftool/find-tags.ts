import type { FoundTag } from "#picture/privacy/found-tag.ts";
import type { TagValue } from "#picture/tag-list.ts";
import { iptcAsWritten } from "./iptc-text.ts";
import { runPerl } from "./perl.ts";
import { saysUnread } from "./unread.ts";

/** A tag as ExifTool finds it. */
export interface ExifToolTag extends FoundTag {
  /** as the file has it, before it is put into words, where that differs: `51.5` of `51 deg 30' 0.00"` */
  raw?: TagValue;
  /** the numbers of a rational as they are stored: `51/1 30/1 0/1` */
  rational?: TagValue;
}

export interface ExifToolTags {
  /** ExifTool's version */
  version: string;
  /** in the file's order; what is inside a document comes behind what holds it */
  tags: ExifToolTag[];
  /** true where there was more than is kept or opened */
  truncated: boolean;
  /** all that ExifTool complains of, in its words, with the document that it was in: `thumbnail: …` */
  errors: string[];
  /** those of them that say, or may say, that something was not read */
  unread: string[];
}

/** What a hostile file can make us keep: characters, tags, documents inside it and how deep they lie. */
const LIMITS = { MAX_VALUE: 100_000, MAX_ALL: 4_000_000, MAX_TAGS: 20_000, MAX_INNER: 32, MAX_DEPTH: 3 };

/**
 * Every tag that ExifTool finds in a file, in documents that are embedded in it, and in its previews: a thumbnail may
 * tell what the picture no longer does. `document` says where: `Doc1` as ExifTool counts, `thumbnail`, `preview`,
 * or the name of the tag that holds it, one inside the other with a slash. What ExifTool computes from others is not
 * there, nor what it says of the file system; binary values are named with their size, and a structure comes as its
 * fields (`RegionName`).
 *
 * @param bytes the whole file
 * @param parts further pieces to read as documents of these names, which hold no comma: what lies behind the end of the file
 * @throws PerlError
 */
export async function findTags(
  bytes: Uint8Array,
  parts: Readonly<Record<string, Uint8Array>> = {},
): Promise<ExifToolTags> {
  const files = Object.values(parts).map((part, at): [string, Uint8Array] => [`/part-${at}`, part]);
  const { text } = await runPerl(
    "find-tags.pl",
    { "/picture": bytes, ...Object.fromEntries(files) },
    { ...LIMITS, PARTS: Object.keys(parts).join(",") },
  );
  const found = JSON.parse(text) as Omit<ExifToolTags, "unread">;
  const tags = found.tags.map((tag) => (tag.group === "IPTC" ? { ...tag, value: iptcAsWritten(tag.value) } : tag));
  return { ...found, tags, unread: found.errors.filter(saysUnread) };
}
