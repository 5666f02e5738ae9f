import { type GalleryOrder, writeGalleryOrder } from "#web/addresses/gallery-order.ts";

/** The order of the sheet, for a form whose answer keeps it. */
export function OrderFields({ order }: { order: GalleryOrder }) {
  const fields = [...new URLSearchParams(writeGalleryOrder(order))];
  return fields.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
