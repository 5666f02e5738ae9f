import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { binaryText, bytesHold } from "#picture/tags/tag-text.ts";
import { entryHolds, tagOf, valueBytes } from "./entry-text.ts";
import { dataRanges, embeddedPicture } from "./picture-data.ts";
import { erase, type Range, without } from "./ranges.ts";
import { numberInto, type TiffTree, type TreeDirectory, type TreeEntry } from "./tiff-tree.ts";

/** How the tags of one stream are judged, besides by the cut itself. */
export interface TreeRules {
  /** of the tags, those that stay where everything goes; what says how pixels lie must be among them in a file */
  shows(name: string, place: string): boolean;
  makerNote: "keep" | "drop";
  /** whether a picture inside says something that is to go */
  inner(bytes: Uint8Array): boolean;
  /** a block inside, cut: the same object where all of it stays; null where it goes */
  embedded(tag: number, value: Uint8Array, removed: FoundTag[]): Uint8Array | null;
  /** whether a directory goes as a whole, with the picture that it describes */
  dropped(directory: TreeDirectory): boolean;
  /** what a directory's picture is called where it is a small copy of the whole; null where it is none */
  copyName(directory: TreeDirectory): string | null;
}

export interface TreeCut {
  removed: FoundTag[];
  changed: boolean;
  /** what of the stream is still referred to, and what is not and was set to zero */
  kept: Range[];
}

export const XMP_TAG = 0x02bc;
export const IPTC_TAG = 0x83bb;
export const PHOTOSHOP_TAG = 0x8649;
export const ICC_TAG = 0x8773;
const EMBEDDED = [XMP_TAG, IPTC_TAG, PHOTOSHOP_TAG, ICC_TAG];
/** Their contents may count places from anywhere: Exif's, and DNG's copy of it. */
const MAKER_NOTES = [0x927c, 0xc634];
/** Asks a cut whether a directory of GPS goes; it is in no file. */
const GPS_PROBE: FoundTag = {
  group: "EXIF",
  place: "GPS",
  topic: "Location",
  name: "GPSLatitude",
  value: "48.858",
};

/**
 * Takes entries out of their directories, with their values, and writes zeros there; nothing else moves. What no
 * directory refers to becomes zero too, where extras go or something went and no maker note stays that may refer to it;
 * and wherever a text with coordinates stands in it. Null where a maker note stays and the chain of directories breaks.
 */
export function cutTree(tree: TiffTree, cut: Cut, rules: TreeRules): TreeCut | null {
  const { bytes, base, big } = tree;
  const state: State = {
    tree,
    cut,
    rules,
    removed: [],
    gone: [],
    edited: false,
    notes: false,
    kept: [[0, base + (big ? 16 : 8)]],
  };
  const chain = tree.chain.filter((directory, index) => index === 0 || !dropsDirectory(state, directory));
  const dropped = tree.chain.length - chain.length;
  for (const directory of chain) cutDirectory(state, directory);
  if (state.notes && tree.broken) return null;
  if (dropped > 0 || tree.broken) relink(tree, chain);
  const gaps = without([[0, bytes.length]], state.kept, bytes.length);
  const edited = state.edited || state.removed.length > 0 || dropped > 0;
  const all = cut.extras || cut.everything || ((edited || tree.broken) && !state.notes);
  const erased = erase(bytes, all ? gaps : without(goneRanges(state, gaps), state.kept, bytes.length));
  return { removed: state.removed, changed: edited || erased, kept: state.kept };
}

interface State {
  tree: TiffTree;
  cut: Cut;
  rules: TreeRules;
  removed: FoundTag[];
  /** true where a value was changed in its place */
  edited: boolean;
  /** true where a maker note stays */
  notes: boolean;
  kept: Range[];
  /** what went: to be set to zero where nothing that stays lies there */
  gone: Range[];
}

function goneRanges({ gone, tree, cut }: State, gaps: Range[]): Range[] {
  return [...gone, ...gaps.filter(([from, to]) => bytesHold(tree.bytes.subarray(from, to), cut.text))];
}

function cutDirectory(state: State, directory: TreeDirectory): void {
  const { tree, kept } = state;
  const [head, size, link] = tree.big ? [8, 20, 8] : [2, 12, 4];
  const pixels = dataRanges(tree, directory, directory.entries);
  const staying = directory.entries.filter((entry) => !goes(state, directory, entry));
  for (const [index, entry] of staying.entries()) moveEntry(tree, entry, directory.at + head + index * size, size);
  const end = directory.at + head + staying.length * size;
  if (staying.length !== directory.entries.length) {
    tree.bytes.copyWithin(end, directory.link, directory.link + link);
    numberInto(tree.bytes, directory.at, staying.length, head, tree.little);
    state.gone.push([end + link, directory.link + link], ...pixels);
  }
  const values = staying.filter(({ inside, start, length }) => !inside && start + length <= tree.bytes.length);
  kept.push([directory.at, end + link], ...values.map(({ start, length }) => [start, start + length] as const));
  kept.push(...dataRanges(tree, { ...directory, entries: staying }, staying));
  directory.link = end;
  directory.entries = staying;
}

function moveEntry({ bytes }: TiffTree, entry: TreeEntry, to: number, size: number): void {
  if (entry.at === to) return;
  bytes.copyWithin(to, entry.at, entry.at + size);
  if (entry.inside) entry.start += to - entry.at;
  entry.at = to;
}

function goes(state: State, directory: TreeDirectory, entry: TreeEntry): boolean {
  const { tree, cut, rules } = state;
  if (entry.leads.length > 0) {
    const left = entry.leads.filter((inner) => !dropsDirectory(state, inner));
    for (const inner of left) cutDirectory(state, inner);
    const empty = left.every(({ entries }) => entries.length === 0);
    if (!empty && left.length < entry.leads.length) writePointers(state, entry, left);
    return empty;
  }
  const tag = tagOf(tree, directory.place, entry);
  if (MAKER_NOTES.includes(entry.tag)) {
    const note = { group: "MakerNotes", place: "MakerNotes", name: tag.name, value: binaryText(entry.length) };
    if (cut.everything || rules.makerNote === "drop" || cut.goes(note)) return remove(state, entry, note);
    state.notes = true;
    return false;
  }
  if (EMBEDDED.includes(entry.tag)) return goesEmbedded(state, entry, tag);
  if (rules.shows(tag.name, directory.place)) return false;
  const wanted = !cut.everything && !cut.goes(tag) && !saysMore(state, directory, entry, tag);
  return wanted ? false : remove(state, entry, tag);
}

/** Coordinates in a text of any tag, or a picture in the first directory that says something itself. */
function saysMore({ tree, cut, rules }: State, directory: TreeDirectory, entry: TreeEntry, tag: FoundTag): boolean {
  if (entry.tag !== 0x0201 && entry.tag !== 0x0202) return entryHolds(tree, entry, tag, cut.text);
  const picture = embeddedPicture(tree, directory);
  return picture !== null && rules.inner(picture);
}

function remove(state: State, entry: TreeEntry, tag: FoundTag): true {
  state.removed.push(tag);
  state.gone.push([entry.start, entry.start + entry.length]);
  return true;
}

/** Writes a block that was cut over the old one; where it has become longer, it goes. */
function goesEmbedded(state: State, entry: TreeEntry, tag: FoundTag): boolean {
  const { tree, rules, removed } = state;
  const value = valueBytes(tree, entry);
  const left = rules.embedded(entry.tag, value, removed);
  if (left === value) return false;
  if (left === null || left.length === 0 || left.length > entry.length || entry.inside)
    return remove(state, entry, tag);
  state.edited = true;
  value.fill(0);
  value.set(left);
  const unit = entry.length / entry.count;
  const count = Math.ceil(left.length / unit);
  if (count * unit <= (tree.big ? 8 : 4)) return remove(state, entry, tag);
  entry.count = count;
  entry.length = count * unit;
  put(tree, entry.at + 4, count, tree.big ? 8 : 4);
  return false;
}

/** A whole directory goes where its rules say so, where it is all about a place, or where the picture in it says one. */
function dropsDirectory(state: State, directory: TreeDirectory): boolean {
  const { tree, cut, rules, removed } = state;
  const gps = directory.place.startsWith("GPS") && (cut.everything || cut.goes(GPS_PROBE));
  const name = rules.copyName(directory);
  const picture = name === null ? null : embeddedPicture(tree, directory);
  const tag = { group: "EXIF", place: directory.place, name: name ?? "", value: binaryText(picture?.length ?? 0) };
  const shows = picture !== null && (cut.goes(tag) || rules.inner(picture));
  if (!gps && !shows && !rules.dropped(directory)) return false;
  if (picture) removed.push(tag);
  else removed.push(...directory.entries.map((entry) => tagOf(tree, directory.place, entry)));
  for (const range of everyRange(tree, directory)) state.gone.push(range);
  return true;
}

function everyRange(tree: TiffTree, directory: TreeDirectory): Range[] {
  return [
    [directory.at, directory.link + (tree.big ? 8 : 4)],
    ...dataRanges(tree, directory, directory.entries),
    ...directory.entries.map(({ start, length }) => [start, start + length] as const),
    ...directory.entries.flatMap(({ leads }) => leads.flatMap((inner) => everyRange(tree, inner))),
  ];
}

/** The directories that are left of several that one entry points to. */
function writePointers({ tree }: State, entry: TreeEntry, left: TreeDirectory[]): void {
  const size = entry.length / entry.count;
  for (const [index, { at }] of left.entries()) put(tree, entry.start + index * size, at - tree.base, size);
  tree.bytes.fill(0, entry.start + left.length * size, entry.start + entry.length);
  entry.count = left.length;
  put(tree, entry.at + 4, left.length, tree.big ? 8 : 4);
  if (!entry.inside && left.length * size <= (tree.big ? 8 : 4)) {
    const value = entry.at + (tree.big ? 12 : 8);
    tree.bytes.fill(0, value, value + (tree.big ? 8 : 4));
    tree.bytes.copyWithin(value, entry.start, entry.start + left.length * size);
    Object.assign(entry, { inside: true, start: value });
  }
  entry.length = left.length * size;
}

/** Lets each directory point to the next one that is left. */
function relink(tree: TiffTree, chain: TreeDirectory[]): void {
  for (const [index, { link }] of chain.entries()) {
    const next = chain[index + 1];
    put(tree, link, next ? next.at - tree.base : 0, tree.big ? 8 : 4);
  }
}

function put({ bytes, little }: TiffTree, at: number, value: number, size: number): void {
  numberInto(bytes, at, value, size, little);
}
