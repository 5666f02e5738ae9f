import { type GalleryOrder, writeGalleryOrder } from "#web/addresses/gallery-order.ts";

/** An address with the order of the sheet in its query, and more of a query before it (`page=2`). */
export function inOrderOf(order: GalleryOrder, path: string, query = ""): string {
  const whole = [query, writeGalleryOrder(order)].filter(Boolean).join("&");
  return whole ? `${path}?${whole}` : path;
}

/** The page of a picture, or a page about it (`tags`, `scrub`). */
export const pictureAddress = (order: GalleryOrder, id: string, query?: string, tool?: string): string =>
  inOrderOf(order, tool ? `/images/${id}/${tool}` : `/images/${id}`, query);
