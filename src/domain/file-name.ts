/** Characters. No file system has longer names (255 bytes on ext4 and APFS, 255 UTF-16 units on NTFS). */
const MAX_LENGTH = 255;

/**
 * A sender's file name as it is kept: the last part of a path, without control and direction-changing characters
 * (which can make `gpj.exe` read `exe.jpg`), never empty. Other than that it is theirs, emoji and spaces too.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last.toWellFormed().replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu, "");
  return /^[\s.]*$/.test(plain) ? "picture" : shorten(plain);
}

/** The name with another extension: `IMG_0412.HEIC` as `webp` is `IMG_0412.webp`. */
export function withExtension(name: string, extension: string): string {
  const stem = name.replace(/\.[^.\s]{1,5}$/, "");
  return `${stem || "picture"}.${extension}`;
}

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_LENGTH) return name;
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  return characters.slice(0, MAX_LENGTH - extension.length).join("") + extension;
}
