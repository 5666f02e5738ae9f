/** Reading numbers and names out of bytes. What lies outside reads as 0, or as an empty text: a walk checks lengths first. */

export const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

export const u16be = (bytes: Uint8Array, at: number): number => byte(bytes, at) * 0x100 + byte(bytes, at + 1);
export const u16le = (bytes: Uint8Array, at: number): number => byte(bytes, at + 1) * 0x100 + byte(bytes, at);
export const u32be = (bytes: Uint8Array, at: number): number => u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);
export const u32le = (bytes: Uint8Array, at: number): number => u16le(bytes, at + 2) * 0x10000 + u16le(bytes, at);
/** Exact up to 2^53; what is more becomes infinite, so that nothing is found there. */
export function u64be(bytes: Uint8Array, at: number): number {
  const high = u32be(bytes, at);
  return high >= 0x20_0000 ? Number.POSITIVE_INFINITY : high * 0x1_0000_0000 + u32be(bytes, at + 4);
}
export function u64le(bytes: Uint8Array, at: number): number {
  const high = u32le(bytes, at + 4);
  return high >= 0x20_0000 ? Number.POSITIVE_INFINITY : high * 0x1_0000_0000 + u32le(bytes, at);
}

/** Each byte as one character (ISO 8859-1, without Windows' letters in between). */
export function latin1(bytes: Uint8Array, at = 0, length = bytes.length - at): string {
  let text = "";
  for (let from = at; from < at + length && from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, Math.min(from + 8192, at + length)));
  }
  return text;
}

export const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => latin1(bytes, at, text.length) === text;

/** Bytes of a text of characters up to U+00FF. */
export const bytesOfLatin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** So many bytes are looked at one by one before the engine's own search, of which a call costs as much, is asked. */
const NEAR = 8;

/** Where a value stands, at `from` or later and before `to`; -1 where it does not. */
export function indexOfByte(bytes: Uint8Array, value: number, from: number, to: number): number {
  const near = Math.min(from + NEAR, to);
  for (let at = from; at < near; at++) if (bytes[at] === value) return at;
  const at = near < to ? bytes.indexOf(value, near) : -1;
  return at < to ? at : -1;
}

/** Where `wanted` begins, at `from` or later; -1 where it does not. */
export function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array, from = 0): number {
  const [first] = wanted;
  if (first === undefined) return -1;
  for (
    let at = bytes.indexOf(first, from);
    at >= 0 && at + wanted.length <= bytes.length;
    at = bytes.indexOf(first, at + 1)
  ) {
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1;
    if (same === wanted.length) return at;
  }
  return -1;
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
