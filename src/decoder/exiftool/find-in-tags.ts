import { readFile } from "node:fs/promises";
import type { FindTagsJob } from "#decoder-pool/jobs.ts";
import type { Tags } from "#picture/tag-list.ts";
import { type TagsPage, tagsPage } from "#picture/tag-rows.ts";

/** Reads a list of tags of ours again and finds words in it: here and not in the server, which has one thread for everybody. */
export async function findInTags({ source, asked }: FindTagsJob): Promise<TagsPage> {
  return tagsPage(JSON.parse(await readFile(source, "utf8")) as Tags, asked);
}
