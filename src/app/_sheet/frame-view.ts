import { formatBytes } from "../../components/format-bytes.ts";
import { formatMegapixels } from "../../components/format-pixels.ts";
import { type Mark, pagesMark, warningMarks } from "../../components/marks.ts";
import { thumbhashPlaceholder } from "../../components/thumbhash-placeholder.ts";
import { formatOf } from "../../imaging/formats.ts";
import type { ImageView } from "../../web/image-view.ts";
import { frame as words } from "../../words.ts";

/** Narrower or wider than this, a picture is shown whole in a frame of this shape. */
const NARROWEST = 0.6;
const WIDEST = 2.4;
/** px: icons and the like are shown at their size, not blown up */
const SMALL = 160;

/** What one frame on the sheet shows, in words already: small, for sixty of them are on a page. */
export interface FrameView {
  id: string;
  name: string;
  /** width by height */
  ratio: number;
  picture: Picture | null;
  /** in place of the picture */
  state: string | null;
  /** why there will be none */
  failed: string | null;
  facts: string;
  marks: Mark[];
}

export interface Picture {
  src: string;
  /** px */
  width: number;
  height: number;
  /** class names */
  look: string;
  placeholder: string | null;
}

export function frameView(image: ImageView): FrameView {
  const { id, name, status, error, width, height } = image;
  const known = status === "ready" && width !== null && height !== null;
  const ratio = known ? Math.max(NARROWEST, Math.min(WIDEST, width / height)) : 1.5;
  return {
    id,
    name,
    ratio: Number(ratio.toFixed(3)),
    picture: known ? pictureOf(image, width, height, ratio) : null,
    state: known ? null : stateOf(image),
    failed: status === "failed" ? (error?.detail ?? "") : null,
    facts: factsOf(image),
    marks: [...warningMarks(image.warnings), ...pagesMark(image)],
  };
}

function pictureOf(image: ImageView, width: number, height: number, ratio: number): Picture {
  const fits = Math.abs(width / height - ratio) < 0.01;
  const small = Math.max(width, height) < SMALL;
  return {
    src: image.links.thumbnail,
    width,
    height,
    look: `frame-picture${image.hasAlpha ? " clear" : ""}${small ? " small" : ""}`,
    placeholder: fits && !small && image.thumbhash !== null ? thumbhashPlaceholder(image.thumbhash) : null,
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
