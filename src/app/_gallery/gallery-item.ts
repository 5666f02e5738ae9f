import { type Mark, pagesMark, warningMarks } from "#components/marks.ts";
import { formatBytes } from "#format/bytes.ts";
import { formatMegapixels } from "#format/pixels.ts";
import { galleryItemMessages as words } from "#messages/gallery.ts";
import { formatOf } from "#picture/formats.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** Narrower or wider than this, a picture is shown whole in an item of this shape. */
const NARROWEST = 0.6;
const WIDEST = 2.4;
/** px: icons and the like are shown at their size, not blown up */
const SMALL = 160;

/**
 * What one gallery item shows, in words already. Small, for up to a thousand of them are on a page: what is not
 * there is left out.
 */
export interface GalleryItem {
  id: string;
  name: string;
  bytes: number;
  /** width by height */
  ratio: number;
  picture?: ItemPicture;
  /** in place of the picture */
  state?: string;
  /** why there will be none */
  failed?: string;
  facts: string;
  marks?: Mark[];
}

export interface ItemPicture {
  /** px */
  width: number;
  height: number;
  /** class names beside that of every picture */
  look?: "clear" | "small" | "clear small";
  /** the ThumbHash, in base64, of one that shows until the picture is there */
  hash?: string;
}

export function galleryItem(image: ImageView): GalleryItem {
  const { id, name, bytes, status, error, width, height } = image;
  const known = status === "ready" && width !== null && height !== null;
  const ratio = known ? Math.max(NARROWEST, Math.min(WIDEST, width / height)) : 1.5;
  const marks = [...warningMarks(image.warnings), ...pagesMark(image)];
  return {
    id,
    name,
    bytes,
    ratio: Number(ratio.toFixed(3)),
    ...(known ? { picture: pictureOf(image, width, height, ratio) } : { state: stateOf(image) }),
    ...(status === "failed" && { failed: error?.detail ?? "" }),
    facts: factsOf(image),
    ...(marks.length > 0 && { marks }),
  };
}

function pictureOf({ hasAlpha, thumbhash }: ImageView, width: number, height: number, ratio: number): ItemPicture {
  const fits = Math.abs(width / height - ratio) < 0.01;
  const small = Math.max(width, height) < SMALL;
  const look = hasAlpha ? (small ? "clear small" : "clear") : small ? "small" : null;
  return {
    width,
    height,
    ...(look && { look }),
    ...(fits && !small && thumbhash !== null && { hash: thumbhash }),
  };
}

function stateOf({ status }: ImageView): string {
  return status === "pending" ? words.pending : status === "failed" ? words.failed : words.processing;
}

/** `JPEG · 12.2 MP · 2.4 MB`; a number stays with its unit. */
function factsOf({ status, format, width, height, bytes }: ImageView): string {
  const facts = [
    status === "ready" ? (formatOf(format)?.name ?? format) : null,
    width !== null && height !== null ? formatMegapixels(width, height) : null,
    formatBytes(bytes),
  ];
  return facts
    .filter((fact) => fact !== null)
    .map((fact) => fact.replace(" ", "\u00a0"))
    .join(" · ");
}
