import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** What lies below a folder, by its path in it; looked at again where something goes while it is looked at. */
export function entriesBelow(folder: string): { path: string; isFile: boolean }[] {
  for (let tries = 0; ; tries++) {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => ({
        path: relative(folder, join(entry.parentPath, entry.name)),
        isFile: entry.isFile(),
      }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || tries === 100) throw error;
    }
  }
}

/** The files below a folder, by their paths in it. */
export const filesIn = (folder: string): string[] =>
  entriesBelow(folder)
    .filter(({ isFile }) => isFile)
    .map(({ path }) => path)
    .sort();

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
