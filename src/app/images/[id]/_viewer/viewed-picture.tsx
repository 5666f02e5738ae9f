import type { CSSProperties } from "react";
import type { ChosenFrame } from "#app/images/[id]/chosen-frame.ts";
import { thumbhashPlaceholder } from "#components/thumbhash-placeholder.ts";
import { filmstripMessages, imageMessages as words } from "#messages/picture.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { fullPicture } from "./full-picture.ts";
import { Viewer } from "./viewer.tsx";

/** px, of the preview's long side */
const PREVIEW = 1600;

/** The preview, or that of the chosen frame, at its own shape from the first paint, never larger than it is. */
export function ViewedPicture({ image, chosen }: { image: ImageView; chosen: ChosenFrame | null }) {
  const { metadata } = image;
  const page = chosen?.page ?? null;
  const { width, height } = page === null || !chosen ? image : chosen.size;
  const thumbhash = page === null ? image.thumbhash : null; // it is of the first one
  const known = width !== null && height !== null;
  const scale = known ? Math.min(1, PREVIEW / Math.max(width, height)) : 1;
  const placeholder = thumbhash === null ? null : thumbhashPlaceholder(thumbhash);
  const look = image.hasAlpha ? "viewed-picture clear" : "viewed-picture";
  const shape = {
    "--ratio": known ? (width / height).toFixed(4) : undefined,
    "--width": known ? `${Math.max(1, Math.round(width * scale))}px` : undefined,
  } as CSSProperties;
  const style = { backgroundImage: placeholder === null ? undefined : `url(${placeholder})` };
  const picture = (
    <img
      key={page}
      src={page === null ? image.links.preview : `${image.links.preview}?page=${page}`}
      width={known ? Math.round(width * scale) : undefined}
      height={known ? Math.round(height * scale) : undefined}
      alt={
        page === null
          ? (metadata?.description.caption ?? metadata?.description.title ?? words.preview(image.name))
          : filmstripMessages.preview(image.format === "tiff" ? "page" : "frame", page + 1, image.name)
      }
      fetchPriority="high"
      style={style}
      className={look}
    />
  );
  if (!known) return picture;
  return (
    <div className="viewer-field" style={shape}>
      <Viewer
        key={page}
        natural={{ width, height }}
        previewWidth={Math.round(width * scale)}
        full={fullPicture(image, page)}
        look={look}
      >
        {picture}
      </Viewer>
    </div>
  );
}
