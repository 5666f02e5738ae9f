/** Bytes of UTF-8. No file system has longer names (255 bytes on ext4, 255 UTF-16 units on APFS and NTFS). */
const MAX_BYTES = 255;

/**
 * What no name keeps: control characters, ends of lines, and what changes the direction of writing (Unicode's Bidi_Control:
 * with it `gpj.exe` reads as `exe.jpg`).
 */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufffd]/gu;

/**
 * A sender's file name as it is kept: the last part of a path in NFC, without what is not seen, never empty, 255 bytes of UTF-8 at most. Other than that it is theirs, emoji and spaces too.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last.toWellFormed().replace(UNSEEN, "");
  const kept = Buffer.byteLength(plain) > MAX_BYTES ? fitName(plain) : plain;
  return /^[\s.]*$/.test(kept) ? "picture" : kept;
}

/** The name with another extension: `IMG_0412.HEIC` as `webp` is `IMG_0412.webp`. */
export function withExtension(name: string, extension: string): string {
  const stem = name.replace(/\.[^.\s]{1,5}$/, "");
  return `${stem || "picture"}.${extension}`;
}

/** The name with `mark` before its extension; its stem is cut, between two characters, where the whole would pass `maxBytes`. */
export function fitName(name: string, mark = "", maxBytes = MAX_BYTES): string {
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  const stem = Array.from(name.slice(0, name.length - extension.length)).slice(0, maxBytes);
  while (stem.length > 1 && Buffer.byteLength(stem.join("") + mark + extension) > maxBytes) stem.pop();
  return (stem.join("").trimEnd() || "picture") + mark + extension;
}
