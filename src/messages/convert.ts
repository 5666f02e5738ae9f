/** Words of the converter. */

export const convertMessages = {
  title: "Convert",
  format: "Format",
  sameFormat: (name: string) => `Same (${name})`,
  width: "Width",
  height: "Height",
  px: "px",
  quality: "Quality",
  qualityAuto: "automatic",
  under: "Stay under",
  noLimit: "no limit",
  facts: "Facts inside",
  policies: { "no-location": "Leave out the place", none: "Leave out everything", all: "Keep everything" },
  more: "More",
  fit: "Fit to both sides",
  fits: {
    inside: "fit inside",
    cover: "fill and crop",
    contain: "fit and pad",
    fill: "stretch",
    outside: "cover, keep all",
  },
  position: "Keep, when cropping",
  positions: {
    center: "the centre",
    top: "the top",
    "right top": "the top right",
    right: "the right",
    "right bottom": "the bottom right",
    bottom: "the bottom",
    "left bottom": "the bottom left",
    left: "the left",
    "left top": "the top left",
    attention: "what draws the eye",
    entropy: "what has most detail",
  },
  rotate: "Turn",
  rotations: { "0": "not", "90": "90° right", "180": "180°", "270": "90° left" },
  background: "Background",
  page: { pages: "Page", frames: "Frame" },
  pageAuto: "automatic",
  pageAll: "all",
  enlarge: "Enlarge beyond the original",
  lossless: "Without loss (WebP, AVIF)",
  download: "Download",
  working: "working…",
  done: (before: string, after: string) => `${before} → ${after}`,
  smaller: (percent: number) => `${percent} % smaller`,
  larger: (percent: number) => `${percent} % larger`,
  refused: "The server did not answer as it should. Try again.",
  dropped: "The connection dropped. Try again.",
};

/** Recipes by name: what people need, and what each makes. */
export const recipeMessages = {
  title: "Recipes",
  named: {
    web: { name: "Web", makes: "WebP, at most 1600 px" },
    mail: { name: "Mail, under 2 MB", makes: "JPEG, at most 2560 px and 2 MB" },
    print: { name: "Print, 300 dpi", makes: "JPEG, 1772 px: 15 cm at 300 dpi" },
    square: { name: "Square", makes: "JPEG, 1080 × 1080 px, cut around what draws the eye" },
    favicon: { name: "Favicon", makes: "PNG, 48 × 48 px, padded" },
    archive: { name: "Lossless archive", makes: "PNG, every pixel and every fact" },
  },
};

/** A visitor's own recipes, kept in their browser. */
export const ownRecipeMessages = {
  title: "Own recipes",
  none: "None yet. Give the settings below a name to keep them.",
  where: "Kept in this browser alone.",
  name: "Name",
  keep: "Keep these settings",
  drop: (name: string) => `Delete the recipe ${name}`,
  kept: (name: string) => `“${name}” is kept.`,
  dropped: (name: string) => `“${name}” is deleted.`,
  unfit: "These settings are no recipe yet: one of them is out of its range. Change it, then keep them.",
  refused: "This browser keeps nothing here: it is a private window, or its storage is full or switched off.",
};

/** The result as the form changes. */
export const liveConvertMessages = {
  before: "The result shows here as you choose.",
  download: (format: string, size: string | null) =>
    size === null ? `Download ${format}` : `Download ${format}, ${size}`,
  automatic: (quality: number | null) => (quality === null ? "automatic" : `auto: ${quality}`),
  took: (seconds: string) => `${seconds} s`,
  atOnce: "under 0.1 s",
  qualitySlider: "Quality, from small to good",
  noQuality: "it has no quality to choose",
  asPng: (format: string) => `This browser cannot show ${format}: what you see is the same as PNG. The size is right.`,
  notShown: (format: string) => `This browser cannot show ${format}. The size is right.`,
  busy: (seconds: number) =>
    `Many pictures are being converted. It tries again ${seconds === 1 ? "in a second" : `in ${seconds} seconds`}.`,
};

/** What a format does not keep of a picture. */
export const lossMessages = {
  title: "What each format loses of this picture",
  none: (format: string) => `${format} has room for all that is in this picture.`,
  /** where it is not known what else is in the file */
  noneKnown: (format: string) => `${format} loses nothing of this picture that is known here.`,
  some: (format: string, lost: readonly string[]) => `${format} loses ${listed(lost)}.`,
  frames: (count: number, pages: boolean) => `all but the first of ${count} ${pages ? "pages" : "frames"}`,
  codes: {
    second_image: "the further pictures in the file",
    video: "the video in the file",
    audio: "the sound in the file",
    vector: "that it can be drawn sharp at every size",
    layers: "the layers",
    alpha: "transparency, which becomes white",
    soft_alpha: "half-transparent edges",
    colours: "all but 256 colours",
    depth: "what is finer than 8 bits a channel",
    gamut: "colours outside sRGB",
    hdr: "the extra light for HDR screens",
    depth_map: "the depth map",
    metadata: "some of the facts inside",
    texts: "texts and comments beside the facts",
    credentials: "the signed content credentials",
    unknown: "other data in the file",
  },
  larger: "It is often larger than the original.",
  original: "The original is smaller:",
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
