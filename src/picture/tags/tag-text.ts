import { latin1 } from "#picture/containers/bytes.ts";

/** What is looked at of one value, bytes: more is a picture or a table. */
const MOST = 65_536;
/** Numbers of a value that are written out. */
const MOST_NUMBERS = 64;

export const binaryText = (bytes: number): string => `(Binary data ${bytes} bytes)`;

/** UTF-8 where it is that, else ISO 8859-1; without the NULs at the end, those in between as line breaks. */
export function decodeLoose(bytes: Uint8Array): string {
  const end = lastByte(bytes);
  const own = bytes.subarray(0, Math.min(end, MOST));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: own.length === end }).decode(own);
  } catch {
    text = new TextDecoder("windows-1252").decode(own);
  }
  return text.replaceAll("\0", "\n").trim();
}

export function decodeWide(bytes: Uint8Array, little: boolean): string {
  const own = bytes.subarray(0, Math.min(bytes.length & ~1, MOST));
  return new TextDecoder(little ? "utf-16le" : "utf-16be")
    .decode(own)
    .replace(/\0+$/, "")
    .replaceAll("\0", "\n")
    .trim();
}

/** Texts with a code of eight bytes before them (Exif 3.0 §4.6.6.2, UserComment). */
export function decodeCoded(bytes: Uint8Array, little: boolean): string {
  const code = latin1(bytes, 0, 8);
  const rest = bytes.subarray(8);
  if (code.startsWith("UNICODE")) {
    // The order is the block's by the standard; many writers take the other one.
    const [own, other] = [decodeWide(rest, little), decodeWide(rest, !little)];
    return strangeness(own) <= strangeness(other) ? own : other;
  }
  if (code.startsWith("JIS")) return decodeJis(rest);
  return code.startsWith("ASCII") || /^\0+$/.test(code) ? decodeLoose(rest) : decodeLoose(bytes);
}

function decodeJis(bytes: Uint8Array): string {
  try {
    return new TextDecoder("iso-2022-jp").decode(bytes.subarray(0, MOST)).replaceAll("\0", "").trim();
  } catch {
    return decodeLoose(bytes);
  }
}

/** How many letters lie outside of Latin: in the wrong byte order nearly all do. */
const strangeness = (text: string): number => text.replace(/[\u0020-\u024f\s]/g, "").length;

/** Bytes of no known kind: their text where all of them are that, else their number. */
export function decodeUndefined(bytes: Uint8Array): string {
  const text = decodeLoose(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what text has none of
  return bytes.length <= MOST && text !== "" && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(text)
    ? text
    : binaryText(bytes.length);
}

/** What can be read in bytes of any kind, in either of two codings: to look for coordinates in. */
export function readableRuns(bytes: Uint8Array): string[] {
  const own = bytes.subarray(0, MOST);
  const narrow = latin1(own).replace(/[^\u0020-\u007e\u00a0-\u00ff]+/g, "\n");
  const wide = decodeWide(own, true).replace(/[^\u0020-\u024f]+/g, "\n");
  const other = decodeWide(own, false).replace(/[^\u0020-\u024f]+/g, "\n");
  return [narrow, wide, other].filter((text) => /[^\n]{6}/.test(text));
}

/** What two looks share, so that no text is cut in two; and how far behind the first byte is looked; bytes. */
const SHARED = 512;
const FARTHEST = 8_000_000;

/** Whether a text within bytes of any kind is one of those, wherever it stands in them. */
export function bytesHold(bytes: Uint8Array, is: (text: string) => boolean): boolean {
  for (let at = 0; at < bytes.length && at < FARTHEST; at += MOST - SHARED) {
    if (readableRuns(bytes.subarray(at, at + MOST)).some(is)) return true;
  }
  return false;
}

/** Numbers of a TIFF value with spaces between them; rationals as decimals (TIFF 6.0 §2). */
export function decodeNumbers(bytes: Uint8Array, type: number, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = READERS[type];
  if (!reader) return binaryText(bytes.length);
  const [size, read] = reader;
  const count = Math.floor(bytes.length / size);
  if (count > MOST_NUMBERS) return binaryText(bytes.length);
  return Array.from({ length: count }, (_, index) => read(view, index * size, little)).join(" ");
}

type Reader = readonly [size: number, read: (view: DataView, at: number, little: boolean) => string];

const READERS: Readonly<Record<number, Reader>> = {
  1: [1, (view, at) => String(view.getUint8(at))],
  3: [2, (view, at, little) => String(view.getUint16(at, little))],
  4: [4, (view, at, little) => String(view.getUint32(at, little))],
  5: [8, (view, at, little) => ratio(view.getUint32(at, little), view.getUint32(at + 4, little))],
  6: [1, (view, at) => String(view.getInt8(at))],
  8: [2, (view, at, little) => String(view.getInt16(at, little))],
  9: [4, (view, at, little) => String(view.getInt32(at, little))],
  10: [8, (view, at, little) => ratio(view.getInt32(at, little), view.getInt32(at + 4, little))],
  11: [4, (view, at, little) => String(view.getFloat32(at, little))],
  12: [8, (view, at, little) => String(view.getFloat64(at, little))],
  13: [4, (view, at, little) => String(view.getUint32(at, little))],
  16: [8, (view, at, little) => String(view.getBigUint64(at, little))],
  17: [8, (view, at, little) => String(view.getBigInt64(at, little))],
  18: [8, (view, at, little) => String(view.getBigUint64(at, little))],
};

/** As ExifTool says it: `undef` for a fraction of nothing. */
function ratio(above: number, below: number): string {
  if (below === 0) return above === 0 ? "undef" : "inf";
  return String(Number((above / below).toPrecision(10)));
}

function lastByte(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}
