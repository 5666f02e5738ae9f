/** Words of the sheet: its head, its pictures, its order, and what an empty one says. */

export const sheetMessages = {
  usage: (used: number, limit: number) => `${used} of ${limit}`,
  usageLabel: (used: number, limit: number) => `${used} of ${limit} pictures`,
  drop: "Drop pictures anywhere",
  add: "Add pictures",
  dropNoScript: "Put pictures on the sheet",
  whoSees: "Only this browser can open this sheet.",
  deletedBy: "Everything on it is deleted by",
  deletedAfter: (time: string) => `Each picture is deleted ${time} after it arrives.`,
  takes: (formats: string, size: string) => `${formats}. Up to ${size} each.`,
  choose: "Choose pictures",
  send: "Send",
  folder: "Folder",
  chooseFolder: "Choose a folder of pictures",
  camera: "Camera",
  takePicture: "Take a picture with the camera",
  lookFirst: "Look first, then send",
  paste: "or paste them",
  letGo: "Let go to put them on the sheet",
  loadFailed: "The connection dropped before the upload could begin. Choose the pictures again.",
  refusedTitle: "Not taken",
  dismiss: "Close",
  galleryTitle: "Pictures",
  older: "Older pictures",
  newest: "Newest pictures",
  emptyTitle: "Nothing here yet",
  emptyText: "Only want to look? These three are drawn by us, and say what a camera would have said.",
  deleteAll: "Delete everything now",
  deleteAllShort: "Delete everything",
  deleteAllTitle: "Delete everything now?",
  deleteAllText: (count: number, size: string) =>
    `${count === 1 ? "One picture" : `${count} pictures`}, ${size}. They are gone at once and for good.`,
  deleteAllConfirm: "Delete everything",
};

/** The first look: what this is, and what happens to a picture. */
export const welcomeMessages = {
  title: (time: string) => ["See what your pictures give away.", "Convert them.", `After ${time} they are gone.`],
  where: "Where they go",
  whereText: "To this server, and to nobody else.",
  who: "Who sees them",
  whoText: "There is no account.",
  when: "When they are gone",
  whenText: "Or at once, when you say so.",
};

export const sampleMessages = {
  try: "Try it with three sample pictures",
  about: {
    "ridge.jpg": "place, owner, what was cut off",
    "flower.png": "transparent",
    "moon.gif": "12 frames",
  },
};

/** What is said after everything was deleted. */
export const deletionReceiptMessages = {
  title: "Receipt",
  deleted: (count: number, size: string) => `${count === 1 ? "One picture" : `${count} pictures`}, ${size}, deleted on`,
  remains: "What remains: nothing. The files, all that was made from them and all that was noted of them are gone.",
  kept: "This receipt names none of them, and is kept nowhere. Print it if you need it.",
  close: "Close",
};

export const galleryItemMessages = {
  pending: "waiting…",
  processing: "being read…",
  failed: "could not be read",
  extension: "wrong ending",
  damaged: "damaged",
  /** marks beside those that are shown */
  more: (count: number) => `+${count}`,
  pages: (count: number, format: string | null) => `${count} ${format === "tiff" ? "pages" : "frames"}`,
};

/** How the sheet is sorted, and what of it is shown. */
export const orderMessages = {
  title: "Order of the sheet",
  sort: "Sort",
  sorts: {
    newest: "Newest first",
    oldest: "Oldest first",
    name: "By name",
    largest: "Largest first",
    smallest: "Smallest first",
  },
  only: "Show",
  everything: "Everything",
  states: { place: "Gives away a place", work: "Being read", failed: "Could not be read" },
  formats: "Formats",
  apply: "Apply",
  more: "More pictures",
};

/** Of a part of the sheet. */
export const partMessages = {
  matching: (count: number, all: number) => `${count} of ${all}`,
  noneTitle: "Nothing matches",
  noneText: (what: string) => `No picture on the sheet fits “${what}”.`,
  showAll: "Show everything",
};
