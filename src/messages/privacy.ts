/** What a file gives away, and what to do about it. */

/** What a file gives away, and what to do about it: on the page of a picture, and before a file is sent. */
export const privacyMessages = {
  position: (latitude: string, longitude: string) => `It says where it was taken: ${latitude}, ${longitude}.`,
  locationNames: (names: string) => `It names a place: ${names}.`,
  locationReadings:
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
  firstLook: "It carries more than a first look reads. The rest is read once it is here.",
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
export const editHistoryMessages = {
  title: "Editing, as the file says",
  earlier: (count: number) => (count === 1 ? "One earlier step, then:" : `${count} earlier steps, then:`),
  derived: "Made from another document.",
};
