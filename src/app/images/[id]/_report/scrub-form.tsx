import { hooks } from "#components/page-hooks.ts";
import { scrubMessages as words } from "#messages/scrub.ts";
import { REMOVALS, SCRUBBABLE } from "#picture/scrub-report.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { pictureAddress } from "./picture-address.ts";

/** Copies of the original without what gives something away; nothing where the format cannot have one. */
export function ScrubForm({ image, order }: { image: ImageView; order: GalleryOrder }) {
  if (!SCRUBBABLE.has(image.format ?? "")) return null;
  return (
    <section aria-labelledby="leave-behind">
      <h2 id="leave-behind" className="mb-1 font-semibold text-large">
        {words.title}
      </h2>
      <p className="mb-3 text-faded">{words.text}</p>
      <div className="flex flex-wrap gap-2">
        {REMOVALS.map((remove) => (
          <a
            key={remove}
            href={pictureAddress(order, image.id, `remove=${remove}`, "scrub")}
            className="button"
            {...hooks("soft")}
          >
            {words.open[remove]}
          </a>
        ))}
      </div>
    </section>
  );
}
