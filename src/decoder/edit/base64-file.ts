import { startsWith } from "#picture/containers/bytes.ts";

/** Fewer letters are no file. */
const FEWEST = 64;

/** The bytes of a text that is a picture or a film in base64 (RFC 4648 §4), by its first bytes; null for any other text. */
export function decodeBase64File(text: string): Uint8Array | null {
  if (text.length < FEWEST) return null;
  const letters = text.replace(/^\s*data:[^,]{0,100},/, "").replace(/\s+/g, "");
  if (letters.length < FEWEST || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(letters)) return null;
  const bytes = new Uint8Array(Buffer.from(letters, "base64"));
  const known = ["\xff\xd8\xff", "\x89PNG", "II*\0", "MM\0*", "RIFF", "GIF8", "\0\0\x01\0"];
  return known.some((head) => startsWith(bytes, head)) || startsWith(bytes, "ftyp", 4) ? bytes : null;
}
