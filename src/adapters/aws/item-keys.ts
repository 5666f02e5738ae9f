/**
 * Keys of the items. All of a workspace is one partition; in it, by sort key: `I#{ulid}` an image or its tombstone,
 * `M#{ulid}/{etag}` its metadata and histogram, `N#{ulid}` notices, `R#{image}/{file}` a stored result, `W` what is used,
 * `L` what is in work.
 */
import { derivedPrefix } from "#domain/keys.ts";
import { AppError } from "#errors.ts";

export interface Key {
  pk: string;
  sk: string;
}

export const IMAGES = "I#";
export const NOTICES = "N#";
export const RESULTS = "R#";

export const partition = (workspace: string): string => `W#${workspace}`;
export const imageKey = (workspace: string, id: string): Key => ({ pk: partition(workspace), sk: IMAGES + id });
export const noticeKey = (workspace: string, id: string): Key => ({ pk: partition(workspace), sk: NOTICES + id });
export const usageKey = (workspace: string): Key => ({ pk: partition(workspace), sk: "W" });
/** Where the images stand that are in work. */
export const placesKey = (workspace: string): Key => ({ pk: partition(workspace), sk: "L" });
/** @param etag of the bytes that they were found in */
export const detailsKey = (workspace: string, id: string, etag: string): Key => ({
  pk: partition(workspace),
  sk: detailsOf(id) + etag,
});
/** What the sort keys of the details of an image begin with, whichever of its bytes they were found in. */
export const detailsOf = (id: string): string => `M#${id}/`;
/** What the sort keys of all results of an image begin with. */
export const resultsOf = (id: string): string => `${RESULTS}${id}/`;

/** The workspace and the image that an item of `IMAGES` belongs to. */
export const imageOf = ({ pk, sk }: Key) => ({ workspace: pk.slice(2), id: sk.slice(IMAGES.length) });

/** Where a result is noted: its object's key without what the partition says already. Throws for any other object. */
export function resultItemKey(workspace: string, objectKey: string): Key {
  const shared = `derived/${workspace}/`;
  if (!objectKey.startsWith(shared)) throw new AppError("internal", "A result lies outside its workspace.");
  return { pk: partition(workspace), sk: RESULTS + objectKey.slice(shared.length) };
}

/** The object that a result's item stands for. */
export function resultObjectKey({ pk, sk }: Key): string {
  const [id = "", file = ""] = sk.slice(RESULTS.length).split("/");
  return derivedPrefix(pk.slice(2), id) + file;
}
