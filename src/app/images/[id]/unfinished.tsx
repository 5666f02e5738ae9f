import { retryImageAction } from "#app/actions.ts";
import { IdForm } from "#components/id-form.tsx";
import { imageMessages as words } from "#messages/picture.ts";
import { siteMessages } from "#messages/site.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { pictureAddress } from "./picture-address.ts";

/** In place of the picture, while there is none or when there will be none: a dashed field that says why. */
export function Unfinished({ image, order }: { image: ImageView; order: GalleryOrder }) {
  const { status, error } = image;
  if (status === "failed")
    return (
      <div className="blank">
        <h2 className="font-semibold text-bad text-large">{words.failedTitle}</h2>
        {error && <p className="wrap-anywhere mt-1">{error.detail}</p>}
        <p className="mt-1 mb-4 text-faded">{words.failedText}</p>
        <IdForm
          action={retryImageAction}
          id={image.id}
          from={pictureAddress(order, image.id)}
          name={image.name}
          label={siteMessages.retry}
        />
      </div>
    );
  const pending = status === "pending";
  return (
    <div role="status" className="blank blank-waiting">
      <h2 className="font-semibold text-large">{pending ? words.pendingTitle : words.processingTitle}</h2>
      <p className="mt-1 text-faded">{pending ? words.pendingText : words.processingText}</p>
    </div>
  );
}
