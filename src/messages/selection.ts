/** Words for choosing pictures, and for what is done with the chosen ones. */

/** Choosing pictures on the sheet, and what is done with the chosen ones. */
export const choosingMessages = {
  choose: (name: string) => `Choose ${name}`,
  failed: "That could not be loaded. Check the connection, then try again.",
};

export const selectionMessages = {
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
export const deletionMessages = {
  waiting: (count: number) => (count === 1 ? "One picture is deleted" : `${count} pictures are deleted`),
  seconds: (seconds: number) => `in ${seconds} s`,
  held: "waits",
  takeBack: "Take back",
  failed: (count: number) =>
    `${count === 1 ? "One picture" : `${count} pictures`} could not be deleted. Check the connection, then delete again.`,
  close: "Close",
};

/** One ZIP of the chosen pictures. */
export const zipMessages = {
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
