import { type GalleryOrder, type Query, readGalleryOrder, writeGalleryOrder } from "./gallery-order.ts";

/** How many pictures one page of the sheet shows: a step further each time that its end comes near. */
export const STEPS = [60, 180, 540, 1000] as const;
const FIRST = STEPS[0];

/** What an address of the sheet asks for. */
export interface GalleryQuery {
  order: GalleryOrder;
  /** of an earlier page; null: the beginning */
  cursor: string | null;
  /** pictures on the page, one of STEPS */
  show: number;
}

/** Reads the query of the sheet's address; what is unknown is as if it was not there. */
export function readGalleryQuery(query: Query): GalleryQuery {
  const { cursor, show } = query;
  return {
    order: readGalleryOrder(query),
    cursor: typeof cursor === "string" && cursor !== "" ? cursor : null,
    show: STEPS.find((step) => String(step) === show) ?? FIRST,
  };
}

/** The address of a query: `/`, or `/?sort=name&show=180`. */
export function galleryAddress({ order, cursor, show }: GalleryQuery): string {
  const query = new URLSearchParams(writeGalleryOrder(order));
  if (cursor !== null) query.set("cursor", cursor);
  if (show !== FIRST) query.set("show", String(show));
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** The same query with more of it shown; null where it shows the most already. */
export function furtherQuery(query: GalleryQuery): GalleryQuery | null {
  const show = STEPS.find((step) => step > query.show);
  return show === undefined ? null : { ...query, show };
}
