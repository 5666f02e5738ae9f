/** What a file gives away, by the codes of the report: a sentence, a short label, and what takes it out. */

interface Words {
  label: string;
  /** with the value as the file says it, and its source; the value is empty where the file has none of its own */
  sentence: (value: string, source: string) => string;
}

/** `It names a city: Paris.`; without a value the first words alone. */
const naming =
  (words: string, rest = "") =>
  (value: string): string =>
    `${words}${value === "" ? "" : `: ${value}`}.${rest}`;

export const disclosures = {
  location: { label: "place", sentence: naming("It says where it was taken") },
  location_name: { label: "name of a place", sentence: naming("It names a place") },
  network: {
    label: "network",
    sentence: naming("It names a cell tower or a network", " Databases tell where that is."),
  },
  person: { label: "name of a person", sentence: naming("It names a person") },
  contact: { label: "contact", sentence: naming("It says how to reach somebody") },
  face: { label: "face", sentence: naming("It marks a face, or says whose it is") },
  owner: { label: "owner", sentence: naming("It names the camera’s owner") },
  serial_number: {
    label: "serial number",
    sentence: naming("It carries a serial number", " That links all pictures of this device."),
  },
  device_id: {
    label: "device number",
    sentence: naming("It carries a number that only one device gives", " That links its pictures to one another."),
  },
  device: { label: "device", sentence: naming("It names the device") },
  account_id: { label: "account number", sentence: naming("It carries a number that an online service gave it") },
  file_path: { label: "file name", sentence: naming("It names a file or a folder") },
  document_id: {
    label: "document number",
    sentence: naming("It carries a document number", " That links all versions and copies of this picture."),
  },
  date: { label: "date", sentence: naming("It carries a date or a time") },
  prompt: { label: "prompt", sentence: naming("It says what an image generator was told") },
  caption: { label: "caption", sentence: naming("It carries a caption") },
  keywords: { label: "keywords", sentence: naming("It carries keywords") },
  comment: { label: "comment", sentence: naming("It carries a comment") },
  ai_generated: { label: "AI mark", sentence: naming("It says that a model had a hand in it") },
  credentials: {
    label: "content credentials",
    sentence: naming("It carries content credentials (C2PA), which may say who made it, when and how"),
  },
  software: { label: "software", sentence: naming("It names the software") },
  history: { label: "editing", sentence: naming("It keeps a trace of its editing") },
  settings: { label: "raw settings", sentence: naming("It keeps the settings of an editor") },
  thumbnail: {
    label: "hidden thumbnail",
    sentence: () => "A small copy of the picture is inside. It may show what was cropped away or painted over.",
  },
  preview: {
    label: "hidden preview",
    sentence: () => "A larger copy of the picture is inside. It may show what was cropped away or painted over.",
  },
  second_image: {
    label: "second picture",
    sentence: (_: string, source: string) => `A second picture is inside (${source}).`,
  },
  video: {
    label: "video",
    sentence: () => "A video is inside, which may have been recorded before and after the picture.",
  },
  audio: { label: "sound", sentence: () => "A recorded sound is inside." },
  depth_map: { label: "depth map", sentence: () => "A depth map is inside: how far away everything was." },
  hidden_pixels: {
    label: "hidden pixels",
    sentence: (value: string) =>
      `Colours lie under full transparency${value === "" ? "" : ` (${value})`}. They may show what was erased.`,
  },
  layers: {
    label: "layers",
    sentence: naming("Layers of an editor are inside, which may show or say what the picture does not"),
  },
  trailing_data: {
    label: "data behind the end",
    sentence: (value: string) => `Behind the end of the picture stands more${value === "" ? "" : `: ${value}`}.`,
  },
  unknown_data: {
    label: "unknown data",
    sentence: (value: string, source: string) =>
      `It holds data that no reader here knows${value === "" ? "" : `: ${value}`} (${source}).`,
  },
  unreadable: {
    label: "not read",
    sentence: (value: string, source: string) =>
      `A part could not be read${value === "" ? "" : `: ${value}`} (${source}). What it says is not known.`,
  },
} satisfies Record<string, Words>;

/** Altitude, direction, speed: without a position. */
export const locationReading = naming(
  "It carries a reading of a satellite receiver or a compass",
  " That may tell where it was taken.",
);

/** What takes it out, by the kind of a scrub; `conversion` where none does. */
export const disclosureAdvice = {
  location: "A copy without the place leaves it behind.",
  people: "A copy without people leaves it behind.",
  devices: "A copy without devices leaves it behind.",
  time: "A copy without dates leaves it behind.",
  software: "A copy without software leaves it behind.",
  ids: "A copy without numbers and file names leaves it behind.",
  texts: "A copy without texts leaves it behind.",
  credentials: "A copy without credentials leaves it behind.",
  extras: "A copy without extras leaves it behind.",
  conversion: "Only a conversion leaves it behind, for it is part of the picture.",
};
