const UTF8 = new TextDecoder("utf-8", { fatal: true });
const LATIN = new TextDecoder("windows-1252");

/** Bytes as UTF-8 where they are that, else as Windows Latin 1, which is what old programs wrote. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    return LATIN.decode(bytes);
  }
}

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    return UTF8.decode(bytes).length >= 0;
  } catch {
    return false;
  }
}

/** JIS X 0208: with its escape sequences (ISO 2022), else as Windows writes it. */
export function decodeJapanese(bytes: Uint8Array): string {
  return new TextDecoder(bytes.includes(0x1b) ? "iso-2022-jp" : "shift_jis").decode(bytes);
}

/** UTF-16 in the byte order of its mark, else in the one that makes more of it plain letters. */
export function decodeUtf16(bytes: Uint8Array): string {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const marked = even[0] === 0xfe && even[1] === 0xff ? "be" : even[0] === 0xff && even[1] === 0xfe ? "le" : null;
  let balance = 0;
  for (let at = 0; at + 1 < Math.min(even.length, 200); at += 2) {
    if (even[at] === 0) balance += 1;
    if (even[at + 1] === 0) balance -= 1;
  }
  const order = marked ?? (balance > 0 ? "be" : "le");
  return new TextDecoder(order === "be" ? "utf-16be" : "utf-16le").decode(even);
}
