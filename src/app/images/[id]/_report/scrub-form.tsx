import type { ReactNode } from "react";
import { OrderFields } from "#app/images/[id]/order-fields.tsx";
import { pictureAddress } from "#app/images/[id]/picture-address.ts";
import { hooks } from "#components/page-hooks.ts";
import { removalMessages as words } from "#messages/report.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

interface ScrubFormProps {
  id: string;
  order: GalleryOrder;
  title: string;
  /** true where the choice is what one came for */
  open?: boolean;
  /** the boxes of the kinds */
  children: ReactNode;
}

/** Copies of the original without what gives something away: two ready ones, or what a person chooses. A plain form. */
export function ScrubForm({ id, order, title, open = false, children }: ScrubFormProps) {
  const ready = (remove: string) => pictureAddress(order, id, `remove=${remove}`, "scrub");
  return (
    <section aria-labelledby="scrub" className="mt-3">
      <h3 id="scrub" className="font-semibold">
        {title}
      </h3>
      <p className="mb-2 text-faded text-small">{words.text}</p>
      <div className="flex flex-wrap gap-2">
        <a href={ready("location")} className="button" {...hooks("soft")}>
          {words.ready.location}
        </a>
        <a href={ready("all")} className="button" {...hooks("soft")}>
          {words.ready.all}
        </a>
      </div>
      <details open={open} className="mt-1">
        <summary className="fold">{words.choose}</summary>
        <form action={`/images/${id}/scrub`} method="get">
          {children}
          <OrderFields order={order} />
          <button type="submit" className="button mt-2">
            {words.make}
          </button>
        </form>
      </details>
    </section>
  );
}
