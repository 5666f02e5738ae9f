import { formatSize } from "#format/pixels.ts";
import { privacyMessages as words } from "#messages/privacy.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** The small copy that the file carries of itself, at its own size, where it shows something else than the picture. */
export function EmbeddedThumbnailPanel({ image }: { image: ImageView }) {
  const { embedded, links, name } = image;
  if (!embedded?.differs) return null;
  const { width, height } = embedded;
  return (
    <figure className="mt-2">
      <p className="mark mark-warn mb-2">{words.copyDiffers}</p>
      <img
        src={`${links.self}/embedded`}
        width={width}
        height={height}
        alt={words.copyAlt(name)}
        loading="lazy"
        className="max-w-full border border-line"
      />
      <figcaption className="measured mt-1 text-faded text-small">
        {words.copySize(formatSize(width, height))}
      </figcaption>
    </figure>
  );
}
