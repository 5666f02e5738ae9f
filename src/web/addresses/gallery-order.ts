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
