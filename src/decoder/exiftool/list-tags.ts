import type { Tags, TagValue } from "#picture/tag-list.ts";
import { runPerl } from "./perl.ts";

/** What is kept of one value, and of all of them, in characters: a hostile file can say more than anybody reads. */
export const MAX_VALUE = 100_000;
const MAX_ALL = 4_000_000;

/**
 * All that ExifTool finds in a file, whatever state the file is in: what cannot be read is not there.
 *
 * @param bytes the whole file
 * @throws PerlError
 */
export async function listTags(bytes: Uint8Array): Promise<Tags> {
  const { text } = await runPerl("list-tags.pl", { "/picture": bytes }, { MAX_VALUE, MAX_ALL });
  const { version, tags, truncated } = JSON.parse(text) as {
    version: string;
    tags: [group: string, name: string, value: TagValue][];
    truncated: boolean;
  };
  const groups = Map.groupBy(tags, ([group]) => group);
  return {
    exiftool: version,
    groups: [...groups].map(([name, members]) => ({ name, tags: members.map(([, name, value]) => ({ name, value })) })),
    truncated,
  };
}
