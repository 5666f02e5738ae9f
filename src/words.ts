/** Every word of the pages. A person's words: what happened, then what to do. */

export const site = {
  name: "Proofsheet",
  description: "A private image workspace that forgets.",
  toSheet: "Sheet",
  storageFull: "There is not enough room for more pictures here at the moment. Try again later.",
  cancel: "Cancel",
  remove: "Delete",
  retry: "Try again",
  left: "left",
  overdue: "time is up",
};

export const theme = {
  title: "Light or dark",
  choices: { system: "As the system has it", light: "Light", dark: "Dark" },
};

export const sheet = {
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
export const welcome = {
  title: (time: string) => ["See what your pictures give away.", "Convert them.", `After ${time} they are gone.`],
  where: "Where they go",
  whereText: "To this server, and to nobody else.",
  who: "Who sees them",
  whoText: "There is no account.",
  when: "When they are gone",
  whenText: "Or at once, when you say so.",
};

export const samples = {
  try: "Try it with three sample pictures",
  about: {
    "ridge.jpg": "place, owner, what was cut off",
    "flower.png": "transparent",
    "moon.gif": "12 frames",
  },
};

/** What is said after everything was deleted. */
export const receipt = {
  title: "Receipt",
  deleted: (count: number, size: string) => `${count === 1 ? "One picture" : `${count} pictures`}, ${size}, deleted on`,
  remains: "What remains: nothing. The files, all that was made from them and all that was noted of them are gone.",
  kept: "This receipt names none of them, and is kept nowhere. Print it if you need it.",
  close: "Close",
};

export const frame = {
  pending: "waiting…",
  processing: "being read…",
  failed: "could not be read",
  place: "place",
  serial: "serial number",
  owner: "owner",
  thumbnail: "hidden preview",
  extension: "wrong ending",
  damaged: "damaged",
  pages: (count: number, format: string | null) => `${count} ${format === "tiff" ? "pages" : "frames"}`,
};

/** How the sheet is sorted, and what of it is shown. */
export const order = {
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
export const part = {
  matching: (count: number, all: number) => `${count} of ${all}`,
  noneTitle: "Nothing matches",
  noneText: (what: string) => `No picture on the sheet fits “${what}”.`,
  showAll: "Show everything",
};

/** Choosing pictures on the sheet, and what is done with the chosen ones. */
export const choosing = {
  choose: (name: string) => `Choose ${name}`,
  failed: "That could not be loaded. Check the connection, then try again.",
};

export const selection = {
  title: "The chosen pictures",
  withChosen: "With the chosen ones:",
  chosen: (count: number) => `${count} chosen`,
  elsewhere: (count: number) => `${count} not in view`,
  all: "All",
  clear: "Clear",
  clearLabel: "Clear the choice",
  allLabel: "Choose all",
  convert: "Convert…",
  convertTo: (format: string) => `As ${format}`,
  scrub: "Without the place",
  download: "Download",
  originals: "Download originals",
  remove: "Delete",
  removeTitle: "Delete the chosen pictures?",
  removeText: "They are gone at once and for good.",
  removeConfirm: "Delete them",
};

/** A delete that can be taken back for a few seconds. */
export const deletion = {
  waiting: (count: number) => (count === 1 ? "One picture is deleted" : `${count} pictures are deleted`),
  seconds: (seconds: number) => `in ${seconds} s`,
  held: "waits",
  takeBack: "Take back",
  failed: (count: number) =>
    `${count === 1 ? "One picture" : `${count} pictures`} could not be deleted. Check the connection, then delete again.`,
  close: "Close",
};

/** One ZIP of the chosen pictures. */
export const zip = {
  title: (count: number) => (count === 1 ? "Convert one picture" : `Convert ${count} pictures`),
  scrubTitle: (count: number) =>
    count === 1 ? "One picture without the place" : `${count} pictures without the place`,
  recipe: "Recipe",
  own: "Your recipes",
  names: "Names in the ZIP",
  namesHint: "{name}, {number}, {width}, {height} and {date} are filled in; the ending comes by itself.",
  example: (name: string) => `The first one: ${name}`,
  make: "Make the ZIP",
  making: "Making",
  progress: (made: number, all: number) => `${made} of ${all}`,
  waits: "The server is busy; it goes on by itself.",
  failed: (count: number) => (count === 1 ? "One could not be made:" : `${count} could not be made:`),
  failedHint: "The file errors.txt in the ZIP says why.",
  allFailed: "None could be made. Open a picture and convert it there to see why.",
  others: (count: number) => (count === 1 ? "Download the other one" : `Download the other ${count}`),
};

export const upload = {
  title: "Sending",
  finished: "Sent",
  nothingSent: "Not sent",
  held: "not sent yet",
  looking: "looked into first",
  waiting: "waiting",
  checking: "sent, being stored…",
  paused: "dropped; tries again by itself",
  offline: "no connection; goes on by itself",
  gaveUp: "It did not arrive after five tries. Check the connection, then try again.",
  notReachable: "The server could not be reached. Check the connection, then try again.",
  cancel: "Cancel",
  retry: "Try again",
  cancelOne: (name: string) => `Cancel ${name}`,
  retryOne: (name: string) => `Try ${name} again`,
  closeOne: (name: string) => `Close the note on ${name}`,
  close: "Close",
  cancelAll: "Cancel all",
  progressOf: (name: string) => `${name}, sent`,
  progress: (sent: number, all: number) => `${sent} of ${all} sent`,
  failed: (count: number) => `${count} not taken`,
  done: (count: number) => (count === 1 ? "One picture sent." : `${count} pictures sent.`),
};

/** The tray: what was chosen, from the first look to the sheet. */
export const tray = {
  held: "Look first",
  heldText: (count: number) =>
    `${count === 1 ? "One picture is" : `${count} pictures are`} still with you alone. Nothing was sent.`,
  send: (count: number) => (count === 1 ? "Send the picture" : `Send ${count} pictures`),
  takeOut: "Take out",
  takeOutOne: (name: string) => `Take out ${name}`,
  sending: (count: number) => (count === 1 ? "Sending one picture." : `Sending ${count} pictures.`),
  sent: "on the sheet",
  more: (count: number) => `and ${count} more`,
  fold: "Fold the list",
  unfold: "Show each file",
  all: "All files, sent",
  timeLeft: (time: string) => `${time} left`,
};

export const image = {
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
export const moves = {
  title: "Pictures beside this one",
  previous: "Previous picture",
  next: "Next picture",
};

/** What a file gives away, and what to do about it: on the page of a picture, and before a file is sent. */
export const privacy = {
  position: (latitude: string, longitude: string) => `It says where it was taken: ${latitude}, ${longitude}.`,
  placeNames: (names: string) => `It names a place: ${names}.`,
  placeReadings:
    "It carries readings of a satellite receiver, such as altitude, direction or destination, which may tell where it was taken.",
  people: (names: string[], count = names.length) =>
    count === 1
      ? `It names a person: ${names[0]}.`
      : `It names ${count} people: ${names.join(", ")}${count > names.length ? " …" : "."}`,
  faces: (count: number) =>
    count === 1 ? "It marks a face, and where in the picture it is." : `It marks ${count} faces, and where they are.`,
  owner: (name: string) => `It names the camera’s owner: ${name}.`,
  creator: (name: string) => `It names who made it: ${name}.`,
  contact: (details: string) => `It says how to reach who made it: ${details}.`,
  cameraNumber: (number: string) =>
    `It carries the camera’s serial number: ${number}. That links all pictures of this camera.`,
  lensNumber: (number: string) =>
    `It carries the lens’s serial number: ${number}. That links all pictures taken with this lens.`,
  copy: {
    same: "A small copy of the picture is inside. It shows the same as the picture.",
    differs:
      "A small copy inside shows something else than the picture: perhaps what was cropped away or painted over.",
    unknown: "A small copy of the picture is inside. It may show what was cropped away or painted over.",
  },
  taken: (time: string) => `It says when it was taken: ${time}.`,
  changed: (time: string) => `It says when it was last changed: ${time}.`,
  zone: (offset: string) => `It names the time zone, UTC${offset}: roughly where it was taken.`,
  history: (steps: number, programs: string[]) =>
    `It keeps ${steps === 1 ? "a step" : `${steps} steps`} of its editing${programs.length > 0 ? `, in ${programs.join(", ")}` : ""}.`,
  historyLog: "It keeps Photoshop’s log of what was done, which names files and folders of a computer.",
  settings: "It keeps the settings of a raw developer.",
  document: "It carries a document number, which links all versions and copies of this picture.",
  software: (program: string) => `It names the software: ${program}.`,
  advice: {
    location: "Converting with “Leave out the place” takes it out.",
    people: "Converting with “Leave out everything” takes it out.",
    faces: "Converting with “Leave out everything” takes the marks out; the faces themselves stay.",
    owner: "Converting with “Leave out everything” takes it out.",
    serial_number: "Converting with “Leave out everything” takes it out.",
    thumbnail: "Any conversion leaves it behind.",
    dates: "Converting with “Leave out everything” takes it out.",
    history: "Converting with “Leave out everything” takes it out.",
    settings: "Converting with “Leave out everything” takes it out.",
    document: "Converting with “Leave out everything” takes it out.",
    software: "Converting with “Leave out everything” takes it out.",
    extension: "Convert it, and the copy gets the right ending.",
    damaged: "Look at it closely before you use it; send another copy if you have one.",
    cut: "What the rest says is not known here. Converting with “Leave out everything” takes it all out.",
  },
  nothing:
    "Nothing that we look for in Exif, XMP and IPTC: no place, no name, no face, no serial number, no date, no hidden preview, no trace of editing. “All tags” shows the maker’s own notes too; “Leave it behind” takes them out.",
  unread: "Not known: what is inside could not be read.",
  looking: "Looking inside…",
  notLookedInto: "Not looked into here. What is inside is read once it has arrived.",
  nothingAtFirst: "Nothing found at a first look.",
  givesAway: "Gives away:",
  marks: {
    location: "place",
    people: "name of a person",
    faces: "faces",
    owner: "owner",
    serial_number: "serial number",
    thumbnail: "hidden preview",
    dates: "date",
    history: "editing",
    settings: "raw settings",
    document: "document number",
    software: "software",
    extension: "wrong ending",
    damaged: "damaged",
    cut: "more",
  },
  copyAlt: (name: string) => `The small copy inside ${name}`,
  copySize: (size: string) => `${size}, as it is in the file.`,
};

/** The edit history that a file carries. */
export const editing = {
  title: "Editing, as the file says",
  earlier: (count: number) => (count === 1 ? "One earlier step, then:" : `${count} earlier steps, then:`),
  derived: "Made from another document.",
};

export const convert = {
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
export const recipes = {
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

/** The picture in its window, and a result beside it. */
export const viewer = {
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

/** A visitor's own recipes, kept in their browser. */
export const ownRecipeWords = {
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
export const liveConvert = {
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

/** An address for one conversion, for whoever has it. */
export const link = {
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
export const frames = {
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

/** What a format does not keep of a picture. */
export const losses = {
  title: "What each format loses of this picture",
  none: (format: string) => `${format} has room for all that is in this picture.`,
  some: (format: string, lost: readonly string[]) => `${format} loses ${listed(lost)}.`,
  frames: (count: number, pages: boolean) => `all but the first of ${count} ${pages ? "pages" : "frames"}`,
  codes: {
    alpha: "transparency, which becomes white",
    soft_alpha: "half-transparent edges",
    colours: "all but 256 colours",
    depth: "what is finer than 8 bits a channel",
    gamut: "colours outside sRGB",
    hdr: "the extra light for HDR screens",
    metadata: "some of the facts inside",
  },
  larger: "It is often larger than the original.",
  original: "The original is smaller:",
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

export const facts = {
  what: "File",
  format: "Format",
  size: "Size",
  bytes: "Bytes",
  frames: "Frames",
  pages: "Pages",
  alpha: "Transparency",
  yes: "yes",
  no: "no",
  depth: "Depth",
  bits: (bits: number) => `${bits} bits a channel`,
  colour: "Colour space",
  profile: "Colour profile",
  turned: "Stored turned",
  turnedAs: (orientation: number) => `orientation ${orientation}; shown upright`,
  camera: "Camera",
  model: "Camera",
  serial: "Serial number",
  lens: "Lens",
  lensSerial: "Lens serial number",
  software: "Software",
  owner: "Owner",
  exposure: "Exposure",
  time: "Time",
  aperture: "Aperture",
  sensitivity: "Sensitivity",
  focalLength: "Focal length",
  bias: "Correction",
  program: "Program",
  metering: "Metering",
  flash: "Flash",
  whiteBalance: "White balance",
  dates: "Dates, as the file says",
  taken: "Taken",
  digitized: "Digitized",
  modified: "Changed",
  place: "Place",
  coordinates: "Coordinates",
  altitude: "Altitude",
  direction: "Looking",
  map: "Open on a map",
  maps: { osm: "OpenStreetMap", google: "Google Maps", apple: "Apple Maps" },
  mapNote: "In a new tab. The map site then learns this place.",
  description: "Description and rights",
  title: "Title",
  caption: "Caption",
  keywords: "Keywords",
  creator: "Creator",
  copyright: "Copyright",
  credit: "Credit",
  city: "City",
  country: "Country",
  rating: "Rating",
  rejected: "rejected",
  stars: (count: number) => `${count} of 5`,
  histogram: "Light",
  histogramLabel: (dark: number, middle: number, bright: number) =>
    `Histogram from dark to light: shadows ${dark} %, midtones ${middle} %, highlights ${bright} %.`,
  channels: { red: "Red", green: "Green", blue: "Blue" },
  shadows: "shadows",
  midtones: "midtones",
  highlights: "highlights",
  palette: "Colours",
  raw: "Everything the file says",
  rawGroups: { exif: "Exif", gps: "GPS", iptc: "IPTC", xmp: "XMP", icc: "Colour profile (ICC)" },
  values: (count: number) => (count === 1 ? "1 value" : `${count} values`),
  name: "Name",
  value: "Value",
  truncated: "Some values were too long to keep and are cut or left out here.",
};

export const tags = {
  title: "All tags",
  text: "Every tag that ExifTool finds in the file, maker notes too.",
  open: "Show all tags",
  back: "Back to the picture",
  found: (count: number, version: string) =>
    `${count === 1 ? "One tag" : `${count} tags`} by ExifTool ${version}, as the file says them.`,
  search: "Search the tags",
  find: "Search",
  matches: (count: number) => (count === 1 ? "One tag matches." : `${count} tags match.`),
  none: "No tag matches. Try a shorter word, or another one.",
  json: "Download JSON",
  csv: "Download CSV",
  truncated: "The file says more than can be kept: some values are cut or left out here.",
};

export const scrub = {
  title: "Leave it behind",
  text: "A copy in the same format, and not one pixel changed. The original stays as it is.",
  open: { location: "Without the place", all: "Without everything but colour and orientation" },
  back: "Back to the picture",
  pageTitle: { location: "Without the place", all: "Without everything but colour and orientation" },
  download: (size: string) => `Download the copy, ${size}`,
  refusedTitle: "There is no copy",
  proof: "The proof",
  samePixels: "Not one pixel changed. The decoded pixels of the original and of the copy have the same SHA-256:",
  before: "Original",
  after: "Copy",
  noPlace: (version: string) =>
    `ExifTool ${version} finds no place in the copy: not in Exif, XMP, IPTC, nor maker notes.`,
  hadNoPlace: "It found none in the original either.",
  hadPlaces: (count: number) => `In the original it finds ${count === 1 ? "one" : count}:`,
  nothing: "Nothing had to be taken out: the copy is the original, byte for byte.",
  noTag: "No tag had to be taken out.",
  removed: (count: number) => (count === 1 ? "One tag is gone" : `${count} tags are gone`),
  blocks: "A place could not be taken out of these alone, so they are gone as a whole:",
  left: "These stay, for nothing of the file works without them, or they cannot be taken out:",
  tag: "Tag",
  group: "Group",
  wholeSheet: "Download all without the place",
};

export const gone = {
  title: "This page is not here",
  picture: "This picture is not here",
  expired: "This picture was deleted on time",
  text: "Pictures are deleted a set time after they arrive, and then nothing is left of them. It may also be on the sheet of another browser.",
  address: "The address may be cut off or mistyped. Your pictures are where they were.",
  toSheet: "Go to the sheet",
};

export const failure = {
  title: "Something failed on our side",
  text: "Your pictures are where they were. Try again in a moment.",
  again: "Try again",
};
