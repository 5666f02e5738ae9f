/** Words of the pages of all tags and of a scrub. */

export const tagMessages = {
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
  partly: (shown: number, count: number) =>
    shown < count
      ? `The first ${shown} are shown: search, or download all of them.`
      : "Long values are cut short here: download them whole.",
  json: "Download JSON",
  csv: "Download CSV",
  truncated: "The file says more than can be kept: some values are cut or left out here.",
};

/** A scrub of the whole sheet. */
export const scrubMessages = {
  wholeSheet: "Download all without the place",
};

/** The page of a scrub: the copy, and what two lookers see of it. */
export const proofMessages = {
  pageTitle: (names: string) => `Without ${names}`,
  chooseTitle: "Choose what goes",
  chooseText: "A copy without what you choose",
  another: "Another copy",
  download: (size: string) => `Download the copy, ${size}`,
  refusedTitle: "There is no copy",
  proof: "The proof",
  verdict: {
    out: "It is out: two ways of looking, each everywhere, find none of it.",
    elsewhere: "It is out of where it stood. Some of its values stand elsewhere in the copy too.",
    none: "There was none of it: ExifTool read all of the file and finds nothing to take out.",
    seen: "It is out: ExifTool read all of the copy and finds none of it.",
    unknown: "Not everything could be looked into, so it is not known whether all of it is out.",
    stays: "Some of it is still in the copy.",
  },
  identical: "Nothing was taken out: the copy is the original, byte for byte.",
  byExifTool: (version: string) => `What ExifTool ${version} finds`,
  none: "None of what was to go is in the copy.",
  noneInRest: "None of what was to go, in what it could read of the copy.",
  finds: (count: number) => `${count === 1 ? "One tag" : `${count} tags`} of what was to go, still in the copy:`,
  couldNotRead: "It could not read these, so what they hold is not known:",
  hadNone: "It finds none in the original either.",
  hadNoneInRest: "In what it could read of the original it finds none either.",
  had: (count: number) => `In the original it finds ${count === 1 ? "one tag" : `${count} tags`} of it`,
  bySearch: "A search of the copy’s bytes",
  noValues: "No value was taken out, so there was none to search for.",
  searched: (values: number, encodings: number) =>
    `${values === 1 ? "One value that was taken out was" : `${values} values that were taken out were`} searched for, ${
      encodings === 1 ? "in one way to write it" : `in ${encodings} ways to write ${values === 1 ? "it" : "them"}`
    }, with all that is packed unpacked:`,
  notFound: "Not found anywhere in the copy.",
  notFoundInRest: "Not found in what could be searched.",
  foundElsewhere: (count: number) => `${count === 1 ? "One value stands" : `${count} values stand`} elsewhere too:`,
  notSearched: "These could not be searched, so what they hold is not known:",
  value: "Value",
  where: "Where it stands",
  pixels: "The picture",
  samePixels: "Not one pixel changed. The decoded pixels of the original and of the copy have the same SHA-256:",
  otherPixels: "The decoded pixels of the original and of the copy are not the same:",
  before: "Original",
  after: "Copy",
  gone: "What went",
  parts: "As a whole:",
  removed: (count: number) => (count === 1 ? "One tag" : `${count} tags`),
  stays: "What the copy still gives away",
  alsoTakeOut: (names: string) => `Take out ${names} too`,
  byConversion: "Only a conversion takes it out",
  tag: "Tag",
  group: "Group",
};
