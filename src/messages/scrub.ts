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
  json: "Download JSON",
  csv: "Download CSV",
  truncated: "The file says more than can be kept: some values are cut or left out here.",
};

export const scrubMessages = {
  title: "Leave it behind",
  text: "A copy in the same format, and not one pixel changed. The original stays as it is.",
  open: { location: "Without the place", all: "Without everything but colour and orientation" },
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
