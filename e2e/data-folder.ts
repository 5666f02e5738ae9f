import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The files below a folder, by their paths in it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The files below `uploads`, `derived` and `tmp`: every byte of a picture that the embedded store holds. */
export const storedFiles = (folder: string): string[] =>
  filesIn(folder).filter((path) => /^(uploads|derived|tmp)[/\\]/.test(path));

/** The files that hold this text, databases and their logs among them; a file that goes meanwhile holds nothing. */
export function filesHolding(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")];
  return filesIn(folder).filter((path) => {
    const bytes = readIfThere(join(folder, path));
    return needles.some((needle) => path.includes(text) || bytes.includes(needle));
  });
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
