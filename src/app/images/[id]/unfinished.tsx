import { IdForm } from "../../../components/id-form.tsx";
import type { ImageView } from "../../../web/image-view.ts";
import { site, image as words } from "../../../words.ts";
import { retryImage } from "../../actions.ts";

/** In place of the picture, while there is none or when there will be none. */
export function Unfinished({ image }: { image: ImageView }) {
  const { status, error } = image;
  if (status === "failed")
    return (
      <div className="max-w-[34rem] p-6">
        <h2 className="font-semibold text-bad text-large">{words.failedTitle}</h2>
        {error && <p className="mt-1 wrap-anywhere">{error.detail}</p>}
        <p className="mt-1 mb-4 text-faded">{words.failedText}</p>
        <IdForm action={retryImage} id={image.id} from={`/images/${image.id}`} name={image.name} label={site.retry} />
      </div>
    );
  const pending = status === "pending";
  return (
    <div role="status" className="p-6 text-center">
      <h2 className="font-semibold text-large">{pending ? words.pendingTitle : words.processingTitle}</h2>
      <p className="text-faded">{pending ? words.pendingText : words.processingText}</p>
    </div>
  );
}
