import { type Query, readSheetOrder, type SheetOrder, writeSheetOrder } from "./gallery-order.ts";

/** How many frames one page of the sheet shows: a step further each time that its end comes near. */
export const STEPS = [60, 180, 540, 1000] as const;
const FIRST = STEPS[0];

/** What an address of the sheet asks for. */
export interface SheetPlace {
  order: SheetOrder;
  /** of an earlier page; null: the beginning */
  cursor: string | null;
  /** frames on the page, one of STEPS */
  show: number;
}

/** Reads the query of the sheet's address; what is unknown is as if it was not there. */
export function readSheetPlace(query: Query): SheetPlace {
  const { cursor, show } = query;
  return {
    order: readSheetOrder(query),
    cursor: typeof cursor === "string" && cursor !== "" ? cursor : null,
    show: STEPS.find((step) => String(step) === show) ?? FIRST,
  };
}

/** The address of a place: `/`, or `/?sort=name&show=180`. */
export function sheetAddress({ order, cursor, show }: SheetPlace): string {
  const query = new URLSearchParams(writeSheetOrder(order));
  if (cursor !== null) query.set("cursor", cursor);
  if (show !== FIRST) query.set("show", String(show));
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** The same place with more of it shown; null where it shows the most already. */
export function furtherPlace(place: SheetPlace): SheetPlace | null {
  const show = STEPS.find((step) => step > place.show);
  return show === undefined ? null : { ...place, show };
}
