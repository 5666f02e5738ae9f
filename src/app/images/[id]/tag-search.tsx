import { tagMessages as words } from "#messages/scrub.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import { OrderFields } from "./order-fields.tsx";

/** A plain form: the page of all tags answers it. */
export function TagSearch({ id, order }: { id: string; order: GalleryOrder }) {
  return (
    <form action={`/images/${id}/tags`} method="get" className="mb-3">
      <label htmlFor="tags-q" className="label">
        {words.search}
      </label>
      <div className="flex gap-2">
        <input id="tags-q" type="search" name="q" autoComplete="off" className="control min-w-0 flex-1" />
        <OrderFields order={order} />
        <button type="submit" className="button">
          {words.find}
        </button>
      </div>
    </form>
  );
}
