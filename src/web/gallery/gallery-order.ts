import type { ImageRecord } from "#domain/image.ts";

/** How the sheet is sorted, and what of it is shown; also the order in which one goes from picture to picture. */
export const SORTS = ["newest", "oldest", "name", "largest", "smallest"] as const;
export type Sort = (typeof SORTS)[number];

/** States to choose by, beside the ids of the formats. */
export const STATES = ["place", "work", "failed"] as const;

export interface GalleryOrder {
  sort: Sort;
  /** a format's id, or one of STATES; null: everything */
  only: string | null;
}

/** The query of a page, as Next hands it over. */
export type Query = Record<string, string | string[] | undefined>;

/** Reads `sort` and `only` of a page's address; what is unknown is as if it was not there. */
export function readGalleryOrder({ sort, only }: Query): GalleryOrder {
  return {
    sort: SORTS.find((known) => known === sort) ?? "newest",
    only: typeof only === "string" && /^[a-z]{2,12}$/.test(only) ? only : null,
  };
}

/** The same as the part of an address, without what is so anyway: ``, or `sort=name&only=tiff`. */
export function writeGalleryOrder({ sort, only }: GalleryOrder): string {
  const query = new URLSearchParams();
  if (sort !== "newest") query.set("sort", sort);
  if (only !== null) query.set("only", only);
  return query.toString();
}

/** True where the catalog's own order, newest first and everything, is what is asked for. */
export const isPlainOrder = ({ sort, only }: GalleryOrder): boolean => sort === "newest" && only === null;

/** Those of the records that are asked for, as they are asked for. @param records newest first, as the catalog lists them */
export function inOrder(records: readonly ImageRecord[], { sort, only }: GalleryOrder): ImageRecord[] {
  const shown = records.filter((record) => isShown(record, only));
  switch (sort) {
    case "newest":
      return shown;
    case "oldest":
      return shown.reverse();
    case "name":
      return shown.sort((a, b) => names.compare(a.name, b.name)); // sorting is stable: of one name the newest first
    case "largest":
      return shown.sort((a, b) => b.bytes - a.bytes);
    case "smallest":
      return shown.sort((a, b) => a.bytes - b.bytes);
  }
}

/** `IMG_2` before `IMG_10`. */
const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function isShown({ status, facts }: ImageRecord, only: string | null): boolean {
  if (only === null) return true;
  if (only === "failed") return status === "failed";
  if (only === "work") return status === "pending" || status === "processing";
  if (only === "place") return facts?.warnings.some(({ code }) => code === "location") ?? false;
  return facts?.format === only;
}
