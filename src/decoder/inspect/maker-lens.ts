import { cleanText, firstText } from "./clean-text.ts";
import { lensRange } from "./lens-names.ts";
import type { SyncSource } from "./sync-source.ts";
import { entryText, readDirectory, readTiffHeader, type TiffEntry, type TiffHeader } from "./tiff-directory.ts";

const EXIF = 0x8769;
const MAKER_NOTE = 0x927c;

/** A directory inside a maker note: where it lies, and the header that its offsets and its byte order count from. */
interface Note {
  source: SyncSource;
  header: TiffHeader;
  entries: Map<number, TiffEntry>;
}

/**
 * The lens as the maker note of Canon, Nikon or Olympus says it, for files whose standard fields say nothing of it:
 * its own text, or its focal lengths and apertures. Tables of lens numbers are left to ExifTool. The notes are not
 * documented by their makers: layouts as ExifTool's tag names list them (Canon, Nikon, Olympus Equipment). Null for
 * every other maker, and for a note that a program moved, so that it does not read any more.
 */
export function makerLens(source: SyncSource): string | null {
  const header = readTiffHeader(source);
  if (header === null) return null;
  const exif = readDirectory(source, header, header.first).entries.find(({ tag }) => tag === EXIF)?.number ?? 0;
  const entry = readDirectory(source, header, exif).entries.find(({ tag }) => tag === MAKER_NOTE);
  if (entry === undefined || entry.size < 16) return null;
  const start = source.read(entry.offset, 12).toString("latin1");
  if (start.startsWith("Nikon\0\x02")) return nikonLens(moved(source, entry.offset + 10));
  if (start.startsWith("OLYMPUS\0")) return olympusLens(moved(source, entry.offset), start.startsWith("II", 8));
  return canonLens(noteAt(source, header, entry.offset), entry.offset); // without a name before it: what it holds shows whose it is
}

function noteAt(source: SyncSource, header: TiffHeader, at: number): Note {
  const entries = new Map(readDirectory(source, header, at).entries.map((entry) => [entry.tag, entry]));
  return { source, header, entries };
}

/** The same bytes, counted from somewhere inside. */
function moved(source: SyncSource, by: number): SyncSource {
  return { read: (offset, length) => source.read(offset + by, length) };
}

/**
 * CameraSettings: its first word is its own length in bytes, words 23 to 25 are the longest and shortest focal length and
 * their unit; LensModel is a text. Where the length is not there, a program has moved the note and left the offsets in
 * it as they were: values lie behind the directory in every note of Canon's, so the first of them says how far.
 */
function canonLens(note: Note, at: number): string | null {
  const settings = note.entries.get(0x0001);
  if (settings?.type !== 3 || settings.count < 26) return null;
  const behind = at + 2 + note.entries.size * 12 + 4;
  const firstValue = Math.min(...[...note.entries.values()].filter(({ size }) => size > 4).map(({ offset }) => offset));
  for (const by of [0, behind - firstValue]) {
    const read = by === 0 ? note : { ...note, source: moved(note.source, by) };
    const words = shorts(read, settings);
    if (words[0] !== settings.size) continue;
    const [longest = 0, shortest = 0, units = 0] = words.slice(23, 26);
    const range = units > 0 ? lensRange([shortest / units, longest / units, null, null]) : null;
    return firstText(textOf(read, 0x0095), range);
  }
  return null;
}

/** Its own TIFF header, then Lens: shortest and longest focal length, then the largest apertures at these. */
function nikonLens(source: SyncSource): string | null {
  const header = readTiffHeader(source);
  if (header === null) return null;
  const note = noteAt(source, header, header.first);
  const lens = note.entries.get(0x0084);
  if (lens?.type !== 5 || lens.count !== 4) return null;
  return lensRange(fractions(note, lens));
}

/** Offsets count from the start of the note; its directory Equipment has LensModel. */
function olympusLens(source: SyncSource, little: boolean): string | null {
  const header = { little, big: false, first: 12 };
  const equipment = noteAt(source, header, 12).entries.get(0x2010)?.number ?? 0;
  return textOf(noteAt(source, header, equipment), 0x0203);
}

function textOf({ source, entries }: Note, tag: number): string | null {
  const entry = entries.get(tag);
  return entry?.type === 2 ? cleanText(entryText(source, entry)) || null : null;
}

function shorts({ source, header }: Note, entry: TiffEntry): number[] {
  const bytes = source.read(entry.offset, Math.min(entry.size, 64));
  return Array.from({ length: bytes.length >> 1 }, (_, at) =>
    header.little ? bytes.readUInt16LE(at * 2) : bytes.readUInt16BE(at * 2),
  );
}

function fractions({ source, header }: Note, entry: TiffEntry): number[] {
  const bytes = source.read(entry.offset, 32);
  const long = (at: number) => (header.little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  return Array.from({ length: bytes.length >> 3 }, (_, at) => long(at * 8) / long(at * 8 + 4));
}
