/** Real pictures, and what ExifTool's library lists of each. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORPUS } from "#corpus.fixture.ts";
import { listTags } from "./list-tags.ts";

export const present = existsSync(join(CORPUS, "truth.json"));
/** Names of the pictures; none where there is no corpus. */
export const files = present ? readdirSync(CORPUS).filter((name) => !/\.(?:json|tsv)$/.test(name)) : [];

const listings = new Map<string, ReturnType<typeof listTags>>();
/** Once a file: each listing starts a Perl of its own. */
export function listed(name: string): ReturnType<typeof listTags> {
  const known = listings.get(name) ?? listTags(readFileSync(join(CORPUS, name)));
  listings.set(name, known);
  return known;
}
