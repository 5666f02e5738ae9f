import { hooks } from "#components/page-hooks.ts";
import { tagMessages as words } from "#messages/scrub.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import { pictureAddress } from "./picture-address.ts";
import { TagSearch } from "./tag-search.tsx";

/** The way to everything that the file says; made when it is asked for. */
export function TagsLink({ id, order }: { id: string; order: GalleryOrder }) {
  return (
    <section aria-labelledby="all-tags">
      <h2 id="all-tags" className="mb-1 font-semibold text-large">
        {words.title}
      </h2>
      <p className="mb-3 text-faded">{words.text}</p>
      <TagSearch id={id} order={order} />
      <a href={pictureAddress(order, id, "", "tags")} className="button" {...hooks("soft")}>
        {words.open}
      </a>
    </section>
  );
}
