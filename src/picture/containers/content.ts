import type { ByteSource } from "./byte-source.ts";
import { byte, concat, latin1 } from "./bytes.ts";
import type { Coding, Part } from "./part.ts";

/** Packed or spelled out, a content takes at most so many times the room (hexadecimal digits with line ends). */
const LONGEST = 3;

/**
 * What a part holds, unpacked; empty where it has no content. Null where that is more than `most` bytes, or where it
 * cannot be unpacked.
 */
export async function readContent(source: ByteSource, part: Part, most: number): Promise<Uint8Array | null> {
  const { content } = part;
  if (content === undefined) return new Uint8Array(0);
  if (content.bytes > (content.coding === undefined ? most : most * LONGEST + 4096)) return null;
  const bytes = await source.read(content.offset, content.bytes);
  const decoded = content.coding === undefined ? bytes : await decodedBytes(bytes, content.coding, most);
  return decoded !== null && decoded.length <= most ? decoded : null;
}

/** Bytes unpacked; null where they cannot be, or where they become more than `most`. */
export async function decodedBytes(bytes: Uint8Array, coding: Coding, most: number): Promise<Uint8Array | null> {
  switch (coding) {
    case "deflate":
      return inflated(bytes, most);
    case "raw_profile":
      return rawProfile(bytes);
    case "deflate_raw_profile": {
      const text = await inflated(bytes, most * LONGEST + 4096);
      return text && rawProfile(text);
    }
    case "sub_blocks":
      return joinedSubBlocks(bytes);
    case "base64":
      return base64Bytes(bytes);
  }
}

/** zlib (RFC 1950), which stops as soon as there is more than `most`. */
async function inflated(bytes: Uint8Array, most: number): Promise<Uint8Array | null> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // What goes wrong in here is seen by the reader.
  writer.write(Uint8Array.from(bytes)).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const pieces: Uint8Array[] = [];
  let sum = 0;
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      sum += piece.value.length;
      if (sum > most) {
        await reader.cancel();
        return null;
      }
      pieces.push(piece.value);
    }
  } catch {
    return null;
  }
  return concat(pieces);
}

/**
 * ImageMagick's profile in a text: a line with its name (of one word or more), one with its length, then hexadecimal
 * digits. All digits count, whatever the length says.
 */
function rawProfile(text: Uint8Array): Uint8Array | null {
  const head = /^\s*[^\n]{0,200}\n\s*\d+\s/.exec(latin1(text, 0, 512));
  if (head === null) return null;
  const bytes = new Uint8Array((text.length - head[0].length) >> 1);
  let digits = 0;
  for (let at = head[0].length; at < text.length; at++) {
    const letter = byte(text, at);
    if (letter <= 0x20) continue;
    const digit = hexDigit(letter);
    if (digit < 0) return null;
    bytes[digits >> 1] = byte(bytes, digits >> 1) * 16 + digit;
    digits += 1;
  }
  return bytes.subarray(0, digits >> 1);
}

function hexDigit(letter: number): number {
  if (letter >= 0x30 && letter <= 0x39) return letter - 0x30;
  const small = letter | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x61 + 10 : -1;
}

/** GIF's data sub-blocks (GIF89a §15) without their lengths, up to the empty one. */
function joinedSubBlocks(bytes: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (let at = 0; byte(bytes, at) > 0; at += byte(bytes, at) + 1) {
    pieces.push(bytes.subarray(at + 1, at + 1 + byte(bytes, at)));
  }
  return concat(pieces);
}

/** Base64 of a `data:` address (RFC 4648 §4, §5), white space and its escapes passed over; null for what is none. */
function base64Bytes(bytes: Uint8Array): Uint8Array | null {
  const text = latin1(bytes)
    .replaceAll("\0", "")
    .replace(/&#(x[\da-f]+|\d+);|%(0[9ad]|20)|\s+/gi, "")
    .replace(/%2b/gi, "+")
    .replace(/%2f/gi, "/")
    .replace(/%3d/gi, "=")
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/=+$/, "");
  if (/[^\w+/]/.test(text) || text.length % 4 === 1) return null;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
