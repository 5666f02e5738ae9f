import { type SheetOrder, writeSheetOrder } from "#web/gallery/gallery-order.ts";

/** An address with the order of the sheet in its query, and more of a query before it (`page=2`). */
export function inOrderOf(order: SheetOrder, path: string, query = ""): string {
  const whole = [query, writeSheetOrder(order)].filter(Boolean).join("&");
  return whole ? `${path}?${whole}` : path;
}

/** The page of a picture, or a page about it (`tags`, `scrub`). */
export const pictureAddress = (order: SheetOrder, id: string, query?: string, tool?: string): string =>
  inOrderOf(order, tool ? `/images/${id}/${tool}` : `/images/${id}`, query);
