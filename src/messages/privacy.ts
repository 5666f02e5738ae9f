/** What a file gives away, found before it is sent; the small copy that it carries; its editing. */

/** What a file gives away: at a first look, and of its small copy. */
export const privacyMessages = {
  looking: "Looking inside…",
  notLookedInto: "Not looked into here. What is inside is read once it has arrived.",
  nothingAtFirst: "Nothing found at a first look, which does not see hidden pixels.",
  nothingInWhatWasRead: "Nothing found in what was read here.",
  notReadHere: (what: string) => `Not read here: ${what}. It is read once it has arrived.`,
  givesAway: "Gives away:",
  /** what was not read, where it has no name of its own */
  unreadKinds: {
    maker_note: "the maker’s own notes",
    video: "what the video says",
    audio: "what the sound says",
    layers: "an editor’s layers",
    rest: "the rest of a file of very many parts",
    missing: "what is missing at its end",
  },
  copyDiffers: "The small copy inside shows something else: perhaps what was cropped away or painted over.",
  copyAlt: (name: string) => `The small copy inside ${name}`,
  copySize: (size: string) => `${size}, as it is in the file.`,
};

/** The edit history that a file carries. */
export const editHistoryMessages = {
  title: "Editing, as the file says",
  earlier: (count: number) => (count === 1 ? "One earlier step, then:" : `${count} earlier steps, then:`),
  derived: "Made from another document.",
};
