import { inOrderOf } from "#app/images/[id]/picture-address.ts";
import { reportMessages as words } from "#messages/report.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { foundEarly } from "./told-kinds.ts";
import { WarningRow } from "./told-row.tsx";

/** While the report is made: what is known of the picture already, and that more is being read. */
export function ReadingReport({ image, order }: { image: ImageView; order: GalleryOrder }) {
  return (
    <>
      <ul className="told-rows">
        {foundEarly(image.warnings)
          .slice(0, 3)
          .map((warning) => (
            <WarningRow key={warning.code} warning={warning} image={image} order={order} />
          ))}
      </ul>
      <p role="status" className="scripted flex min-h-11 items-center text-faded">
        {words.reading}
      </p>
      <noscript>
        <a href={`${inOrderOf(order, `/images/${image.id}`, "whole=1")}#gives-away`} className="button mt-2">
          {words.whole}
        </a>
      </noscript>
    </>
  );
}
