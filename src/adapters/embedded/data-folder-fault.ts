/** What an operator reads when the data folder cannot be used: the path, what is wrong with it, and what to do. */
import { statfsSync } from "node:fs";
import { hasCode } from "./durable.ts";

export class DataFolderFault extends Error {}

const OTHER_FOLDER = "or set DATA_DIR to another folder.";
const GIVE_UP =
  "To give all pictures in the folder up and begin anew, run: npm run begin-anew (without npm: node dist/server.mjs --begin-anew).";

/** What is wrong, after the path, by the code of the system or of SQLite (its primary result code). */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: `cannot be made: a link, or a folder above it, leads to nothing. Mend that, ${OTHER_FOLDER}`,
  EEXIST: `is not a folder. Move it away, ${OTHER_FOLDER}`,
  ENOTDIR: `does not lie in a folder. Move what is in its way, ${OTHER_FOLDER}`,
  EISDIR: `is a folder where a file should be. Move it away, ${OTHER_FOLDER}`,
  EACCES: `may not be read or written by this user. Give the data folder to the user that runs the server, ${OTHER_FOLDER}`,
  EPERM: `may not be read or written by this user. Give the data folder to the user that runs the server, ${OTHER_FOLDER}`,
  EROFS: `is on a disk that can only be read. Make it writable, ${OTHER_FOLDER}`,
  ENOSPC: "finds no room on its disk. Make some, but delete no file in the data folder by hand.",
  EDQUOT: "finds no room on its disk. Make some, but delete no file in the data folder by hand.",
  SQLITE_8: `can only be read. Give it to the user that runs the server, on a disk that can be written, ${OTHER_FOLDER}`,
  SQLITE_10: "could not be read or written: the disk answered with an error. Look at the disk.",
  SQLITE_11: `is damaged. Nothing was changed. Put a whole copy of the data folder in its place. ${GIVE_UP}`,
  SQLITE_13: "finds no room on its disk. Make some, but delete no file in the data folder by hand.",
  SQLITE_14: `cannot be opened. It must be a file that the user who runs the server may read and write: mend that, ${OTHER_FOLDER}`,
  SQLITE_26: `is no database. Nothing was changed. Put a whole copy of the data folder in its place. ${GIVE_UP}`,
};

/** Does a step of the start on `path`. Throws a DataFolderFault where the system, or SQLite, is why it failed. */
export function explained<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw explain(path, error);
  }
}

/** The sentence for an error on `path`, where we have one; else the error as it is. */
export function explain(path: string, error: unknown): unknown {
  for (let cause = error; cause instanceof Error && !(cause instanceof DataFolderFault); cause = cause.cause) {
    const sentence = SENTENCES[isFull(path, cause) ? "ENOSPC" : codeOf(cause)];
    const at = "path" in cause && typeof cause.path === "string" ? cause.path : path;
    if (sentence) return new DataFolderFault(`${at} ${sentence}`, { cause: error });
  }
  return error;
}

function codeOf(error: Error): string {
  if ("errcode" in error) return `SQLITE_${Number(error.errcode) & 0xff}`;
  return "code" in error ? String(error.code) : "";
}

/** SQLite calls it an error of the disk where its shared memory finds no room. */
function isFull(path: string, error: Error): boolean {
  if (codeOf(error) !== "SQLITE_10") return false;
  try {
    return statfsSync(path).bavail === 0;
  } catch (fault) {
    if (hasCode(fault, "ENOENT")) return false;
    throw fault;
  }
}

/** Originals without the catalog that knows them. */
export const withoutCatalog = (catalog: string, is: "missing" | "empty", originals: number, uploads: string) =>
  new DataFolderFault(
    `${catalog} is ${is}, but ${originalsIn(originals, uploads)}. Nothing was changed. Put the catalog back, together with its files -wal and -shm. ${GIVE_UP}`,
  );

/** Originals that the catalog knows nothing of. */
export const behindCatalog = (catalog: string, unknown: number, originals: number, uploads: string) =>
  new DataFolderFault(
    `${catalog} does not know ${unknown} of the originals (${originalsIn(originals, uploads)}): it is an older copy, or ${catalog}-wal is missing. Nothing was changed. Put both back as they were. ${GIVE_UP}`,
  );

const originalsIn = (count: number, uploads: string) =>
  `${count} ${count === 1 ? "original is" : "originals are"} in ${uploads}`;
