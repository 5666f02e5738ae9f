/** The ways in which one text is looked for in bytes. */
export const ENCODINGS = ["UTF-8", "Latin-1", "UTF-16", "hexadecimal", "base64", "rationals as stored"] as const;

/** Shorter values stand everywhere by chance, bytes. */
const SHORTEST = 5;

/** A text as it may stand in a file: each way once, those that are long enough to mean something. */
export function encodingsOf(value: string): Uint8Array[] {
  const utf8 = Buffer.from(value, "utf8");
  const ways: Buffer[] = [utf8];
  if (/[\x80-\xff]/.test(value) && /^[\0-\xff]*$/.test(value)) ways.push(Buffer.from(value, "latin1"));
  const little = Buffer.from(value, "utf16le");
  ways.push(little, Buffer.from(little).swap16());
  for (const hex of [utf8.toString("hex"), utf8.toString("hex").toUpperCase()]) ways.push(Buffer.from(hex, "latin1"));
  ways.push(...base64Of(utf8));
  return ways.filter((bytes) => bytes.length >= SHORTEST);
}

/** Inside a longer text of base64 a value may begin at any of three places (RFC 4648 §4): what does not depend on its neighbours. */
function base64Of(bytes: Buffer): Buffer[] {
  return [0, 1, 2]
    .map((before) => {
      const text = Buffer.concat([Buffer.alloc(before), bytes])
        .toString("base64")
        .replace(/=+$/, "");
      const first = Math.ceil((before * 8) / 6);
      const whole = Math.floor(((before + bytes.length) * 8) / 6);
      return Buffer.from(text.slice(first, whole), "latin1");
    })
    .filter(({ length }) => length >= 8);
}
