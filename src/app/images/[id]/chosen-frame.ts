import { FILMSTRIP_FRAMES } from "#picture/filmstrip-layout.ts";
import { openedFrames } from "#picture/opened-frames.ts";
import type { Size } from "#picture/output-size.ts";
import type { PageProperties } from "#picture/properties.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** Which of several frames or pages is looked at, and which ones lie beside it. */
export interface ChosenFrame {
  /** from 0; null: none in particular */
  page: number | null;
  /** the first one of the strip */
  from: number;
  frames: number;
  /** px of the first one, upright */
  first: Size;
  /** px of the chosen one, upright */
  size: Size;
  /** px of each, where they differ */
  sizes: [number, number][] | null;
  /** ms, one a frame */
  delays: number[] | null;
  /** 0: for ever */
  loop: number | null;
}

/** Reads `?page=` and `?from=` of the page's address; what names no frame is as if it was not there. Null for a still, and for what is opened as one. */
export function chooseFrame(
  image: ImageView,
  pages: PageProperties | null,
  query: Record<string, string | string[] | undefined>,
): ChosenFrame | null {
  const { width, height, format } = image;
  const frames = openedFrames({ format: format ?? "", frames: image.frames ?? 1 });
  if (frames < 2 || width === null || height === null) return null;
  const number = (value: string | string[] | undefined) => {
    const wanted = typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : null;
    return wanted !== null && wanted < frames ? wanted : null;
  };
  const page = number(query.page);
  const from = number(query.from) ?? page ?? 0;
  const first = { width, height };
  const size = page === null ? undefined : pages?.sizes?.[page];
  return {
    page,
    from: Math.floor(from / FILMSTRIP_FRAMES) * FILMSTRIP_FRAMES,
    frames,
    first,
    size: size ? { width: size[0], height: size[1] } : first,
    sizes: pages?.sizes ?? null,
    delays: pages?.delays ?? null,
    loop: pages?.loop ?? null,
  };
}
