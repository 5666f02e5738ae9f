/**
 * One row a format: what Proofsheet knows of it. A format more is one row here, and one decoder in `decode/` where sharp
 * cannot read it; one that is written too has a case in the encoder, a usual quality in `recipe-parameters.ts` and its
 * names in `encoder-support.ts`. CONTRIBUTING has the whole list.
 */
export interface Format {
  id: string;
  /** for people: `JPEG` */
  name: string;
  mediaType: string;
  /** the one that files get, then others that mean the same */
  extensions: readonly string[];
  writes: boolean;
  /** the lossless format of its master, which a decoder of ours makes; null: sharp reads the format */
  master: "png" | "webp" | null;
  alpha: boolean;
  /** holds several frames that move, when written */
  animation: boolean;
  /** holds several frames or pages, when written */
  pages: boolean;
  lossless: "always" | "option" | "never";
  /** px, of a side, when written (WebP: RFC 9649 §2.7, 14 bits) */
  maxSide: number;
}

const rows = [
  {
    id: "jpeg",
    name: "JPEG",
    mediaType: "image/jpeg",
    extensions: ["jpg", "jpeg", "jpe", "jfif"],
    writes: true,
    master: null,
    alpha: false,
    animation: false,
    pages: false,
    lossless: "never",
    maxSide: 65_500,
  },
  {
    id: "png",
    name: "PNG",
    mediaType: "image/png",
    extensions: ["png", "apng"],
    writes: true,
    master: null,
    alpha: true,
    animation: false,
    pages: false,
    lossless: "always",
    maxSide: 65_535,
  },
  {
    id: "webp",
    name: "WebP",
    mediaType: "image/webp",
    extensions: ["webp"],
    writes: true,
    master: null,
    alpha: true,
    animation: true,
    pages: true,
    lossless: "option",
    maxSide: 16_383,
  },
  {
    id: "avif",
    name: "AVIF",
    mediaType: "image/avif",
    extensions: ["avif"],
    writes: true,
    master: null,
    alpha: true,
    animation: false,
    pages: false,
    lossless: "option",
    maxSide: 16_384,
  },
  {
    id: "gif",
    name: "GIF",
    mediaType: "image/gif",
    extensions: ["gif"],
    writes: true,
    master: null,
    alpha: true,
    animation: true,
    pages: true,
    lossless: "never",
    maxSide: 65_535,
  },
  {
    id: "tiff",
    name: "TIFF",
    mediaType: "image/tiff",
    extensions: ["tif", "tiff"],
    writes: true,
    master: null,
    alpha: true,
    animation: false,
    pages: true,
    lossless: "always",
    maxSide: 65_535,
  },
  {
    id: "svg",
    name: "SVG",
    mediaType: "image/svg+xml",
    extensions: ["svg"],
    writes: false,
    master: null,
    alpha: true,
    animation: false,
    pages: false,
    lossless: "always",
    maxSide: 0,
  },
  {
    id: "heic",
    name: "HEIC",
    mediaType: "image/heic",
    extensions: ["heic", "heif", "hif"],
    writes: false,
    master: "png",
    alpha: true,
    animation: false,
    pages: false,
    lossless: "never",
    maxSide: 0,
  },
  {
    id: "avifs",
    name: "AVIF animation",
    mediaType: "image/avif",
    extensions: ["avifs", "avif"],
    writes: false,
    master: "webp",
    alpha: true,
    animation: true,
    pages: true,
    lossless: "never",
    maxSide: 0,
  },
  {
    id: "bmp",
    name: "BMP",
    mediaType: "image/bmp",
    extensions: ["bmp", "dib"],
    writes: false,
    master: "png",
    alpha: true,
    animation: false,
    pages: false,
    lossless: "always",
    maxSide: 0,
  },
  {
    id: "ico",
    name: "ICO",
    mediaType: "image/x-icon",
    extensions: ["ico"],
    writes: false,
    master: "png",
    alpha: true,
    animation: false,
    pages: false,
    lossless: "always",
    maxSide: 0,
  },
] as const satisfies readonly Format[];

export type FormatId = (typeof rows)[number]["id"];

export const FORMATS: readonly Format[] = rows;
export const WRITABLE: readonly Format[] = FORMATS.filter((format) => format.writes);

/** The row of a format, or null where there is none of that name. */
export function formatOf(id: string | null): Format | null {
  return FORMATS.find((format) => format.id === id) ?? null;
}
