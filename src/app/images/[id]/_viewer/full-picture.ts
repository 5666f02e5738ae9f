import type { ImageView } from "#web/responses/image-view.ts";

/** What browsers decode by themselves, in the picture's own colours. */
const SHOWN = new Set(["jpeg", "png", "webp", "gif", "avif", "avifs", "bmp", "ico"]);
/** More pixels than this are too many for one picture on a page: it is shown at most this long, px. */
const MAX_PIXELS = 64_000_000;
const LONGEST = 8000;

export interface FullPicture {
  src: string;
  /** whether it has fewer pixels than the picture */
  reduced: boolean;
  /** whether it moves */
  moves: boolean;
}

/**
 * The address of the picture with all its pixels, for looking closely: the original itself where a browser shows it as it
 * is, else a conversion that nobody can tell from it.
 * @param page a frame or page, or null
 */
export function fullPicture(image: ImageView, page: number | null): FullPicture {
  const { format, width, height, orientation, hasAlpha, links, frames } = image;
  const pixels = (width ?? 0) * (height ?? 0);
  const query = new URLSearchParams({ inline: "1", metadata: "none" });
  if (pixels > MAX_PIXELS) {
    query.set("width", `${LONGEST}`);
    query.set("height", `${LONGEST}`);
  }
  // Browsers turn a JPEG as its Exif says; the same in another format they may not.
  const turned = orientation !== null && orientation !== 1 && format !== "jpeg";
  if (page === null && pixels <= MAX_PIXELS && !turned && SHOWN.has(format ?? "")) {
    const moves = (frames ?? 1) > 1 && format !== "ico";
    return { src: links.original, reduced: false, moves };
  }
  if (page !== null) query.set("page", `${page}`);
  if (hasAlpha) query.set("format", "png");
  else {
    query.set("format", "jpeg");
    query.set("quality", "95");
  }
  return { src: `${links.convert}?${query}`, reduced: pixels > MAX_PIXELS, moves: false };
}
