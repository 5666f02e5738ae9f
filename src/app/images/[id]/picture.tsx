import type { CSSProperties } from "react";
import { thumbhashPlaceholder } from "../../../components/thumbhash-placeholder.ts";
import type { ImageView } from "../../../web/image-view.ts";
import { image as words } from "../../../words.ts";

/** px, of the preview's long side */
const PREVIEW = 1600;

/** The preview at its own shape from the first paint, never larger than it is. */
export function Picture({ image }: { image: ImageView }) {
  const { width, height, thumbhash, metadata } = image;
  const known = width !== null && height !== null;
  const scale = known ? Math.min(1, PREVIEW / Math.max(width, height)) : 1;
  const placeholder = thumbhash === null ? null : thumbhashPlaceholder(thumbhash);
  const style = {
    "--ratio": known ? (width / height).toFixed(4) : undefined,
    "--width": known ? `${Math.max(1, Math.round(width * scale))}px` : undefined,
    backgroundImage: placeholder === null ? undefined : `url(${placeholder})`,
  } as CSSProperties;
  return (
    <img
      src={image.links.preview}
      width={known ? Math.round(width * scale) : undefined}
      height={known ? Math.round(height * scale) : undefined}
      alt={metadata?.description.caption ?? metadata?.description.title ?? words.preview(image.name)}
      fetchPriority="high"
      style={style}
      className={image.hasAlpha ? "print-picture clear" : "print-picture"}
    />
  );
}
