import { type SheetOrder, writeSheetOrder } from "#web/gallery/gallery-order.ts";

/** The order of the sheet, for a form whose answer keeps it. */
export function OrderFields({ order }: { order: SheetOrder }) {
  const fields = [...new URLSearchParams(writeSheetOrder(order))];
  return fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
