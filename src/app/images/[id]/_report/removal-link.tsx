import { pictureAddress } from "#app/images/[id]/picture-address.ts";
import { hooks } from "#components/page-hooks.ts";
import { removedNames } from "#format/removal.ts";
import { reportMessages as words } from "#messages/report.ts";
import { type Removal, removalText } from "#picture/privacy/removal.ts";
import { SCRUBBABLE } from "#picture/report/scrub-proof.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";

interface RemovalLinkProps {
  image: ImageView;
  order: GalleryOrder;
  /** none: only a conversion takes it out */
  remove: Removal;
  /** what it is, for those who hear the link alone */
  what: string;
}

/** The way to a copy without it, or to the converter where no scrub takes it out. */
export function RemovalLink({ image, order, remove, what }: RemovalLinkProps) {
  if (remove.length === 0 || !SCRUBBABLE.has(image.format ?? ""))
    return (
      <a href="#convert" className="told-action">
        {words.convert}
        <span className="sr-only">: {what}</span>
      </a>
    );
  return (
    <a
      href={pictureAddress(order, image.id, `remove=${removalText(remove)}`, "scrub")}
      className="told-action"
      {...hooks("soft")}
    >
      {words.takeOut}
      <span className="sr-only">
        {" "}
        {removedNames(remove)}: {what}
      </span>
    </a>
  );
}
