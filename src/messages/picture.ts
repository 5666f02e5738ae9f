/** Words of a picture's page: the picture, its frames, the way to the next one, the address of a result. */

export const imageMessages = {
  back: "Back to the sheet",
  preview: (name: string) => `Preview of ${name}`,
  pendingTitle: "It is waiting",
  pendingText: "It is on its way here, or its turn to be read has not come. This page changes by itself.",
  processingTitle: "It is being read",
  processingText: "This page changes by itself when that is done.",
  failedTitle: "It could not be read",
  failedText: "Try again, or delete it and send another copy.",
  original: "Download original",
  removeTitle: "Delete this picture?",
  removeText: "The file and all that was made from it are gone at once and for good.",
  removeConfirm: "Delete it now",
  inside: "In this picture",
  givesAway: "What it gives away",
};

/** From picture to picture. */
export const moveMessages = {
  title: "Pictures beside this one",
  previous: "Previous picture",
  next: "Next picture",
};

/** The picture in its window, and a result beside it. */
export const viewerMessages = {
  label: "Picture: plus and minus zoom, 0 fits it, 1 shows its pixels",
  fit: "Fit",
  actual: "100 %",
  actualName: "One pixel of the picture on one of the screen, 100 %",
  closer: "Closer",
  further: "Further away",
  zoom: "Zoom",
  percent: (percent: number) => `${percent} %`,
  play: "Play",
  stop: "Stop",
  original: "Original",
  result: "Result",
  resultAlt: "The result",
  split: "Line between original and result",
  splitAt: (percent: number) => `${percent} % of the window shows the original`,
  reduced: "Shown with fewer pixels than it has: all of them are too many for a page.",
};

/** An address for one conversion, for whoever has it. */
export const linkMessages = {
  copy: "Copy link",
  title: "A link to this conversion",
  text: "Whoever has this link can get this picture as converted here, and nothing else of the sheet.",
  until: "It works until",
  orDeleted: "or until you delete the picture.",
  address: "Link",
  curl: "The same for a terminal",
  copyOne: (what: string) => `Copy: ${what}`,
  copyIt: "Copy",
  copied: "Copied.",
  press: "Selected: press Ctrl+C, or ⌘C.",
  making: "Making the link…",
  refusedTitle: "There is no link",
  close: "Close",
};

/** The strip of frames or pages. */
export const filmstripMessages = {
  title: { frame: "Frames", page: "Pages" },
  one: { frame: "Frame", page: "Page" },
  count: (count: number, kind: "frame" | "page") => `${count} ${kind}s`,
  plays: (times: number) => (times === 0 ? "plays for ever" : times === 1 ? "plays once" : `plays ${times} times`),
  size: (width: number, height: number) => `${width} × ${height}`,
  earlier: (from: number, to: number) => `Earlier: ${from} to ${to}`,
  later: (from: number, to: number) => (from === to ? `Later: ${from}` : `Later: ${from} to ${to}`),
  whole: (kind: "frame" | "page") => `All ${kind}s`,
  download: (number: number, kind: "frame" | "page") => `Download ${kind} ${number} as PNG`,
  preview: (kind: "frame" | "page", number: number, name: string) =>
    `${kind === "frame" ? "Frame" : "Page"} ${number} of ${name}`,
  about: (kind: "frame" | "page", number: number, count: number) =>
    `This is about ${kind} ${number} of ${count} alone.`,
};
