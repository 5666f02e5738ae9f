import { join } from "node:path";
import { AppError } from "../../errors.ts";

/** Keys are made by the domain of hashes, ids and our own words; anything else is a fault of ours, or an attack. */
const SEGMENT = "[A-Za-z0-9_-]{1,128}";
const UPLOAD = new RegExp(`^uploads/(${SEGMENT})/(${SEGMENT})$`);
const FILE = `${SEGMENT}(?:\\.[a-z0-9]{1,16})?`;
const DERIVED = new RegExp(`^derived/(${SEGMENT})/(${SEGMENT})/(${FILE})$`);
/** The name of an upload's one file. */
const SHA256 = /^[0-9a-f]{64}$/;
/** At least a workspace deep, so that no mistake deletes everything. */
const PREFIX = new RegExp(`^(uploads|derived)/(${SEGMENT})/(?:(${SEGMENT})/)?$`);

export interface Place {
  area: "uploads" | "derived";
  /**
   * The path of the object. An upload is a directory with one file in it, named by the SHA-256 of its bytes;
   * a derived object is the file itself.
   */
  path: string;
  workspace: string;
  image: string;
}

export interface StorePaths {
  root: string;
  uploads: string;
  derived: string;
  /** on the same file system as the others, so that a finished file takes its name by a rename */
  tmp: string;
  place(key: string): Place;
  /** The directory of a prefix, or null where no key can begin with it. */
  directory(prefix: string): string | null;
}

/** Turns keys into paths below `root` (absolute). `place` and `directory` throw `internal` for what is not a key. */
export function storePaths(root: string, tmp = join(root, "tmp")): StorePaths {
  return {
    root,
    uploads: join(root, "uploads"),
    derived: join(root, "derived"),
    tmp,
    place(key) {
      const upload = UPLOAD.exec(key);
      const match = upload ?? DERIVED.exec(key);
      if (match === null) throw invalidKey(key);
      const [, workspace = "", image = ""] = match;
      return { area: upload ? "uploads" : "derived", path: join(root, ...key.split("/")), workspace, image };
    },
    directory(prefix) {
      const match = PREFIX.exec(prefix);
      if (match === null) throw invalidKey(prefix);
      // An upload's directory is how it is stored, not a prefix of any key.
      if (match[1] === "uploads" && match[3] !== undefined) return null;
      return join(root, ...prefix.slice(0, -1).split("/"));
    },
  };
}

const ONE_SEGMENT = new RegExp(`^${SEGMENT}$`);
const ONE_FILE = new RegExp(`^${FILE}$`);
/** False for what a file manager or a backup put among our directories. */
export const isSegment = (name: string): boolean => ONE_SEGMENT.test(name);
export const isDerivedFile = (name: string): boolean => ONE_FILE.test(name);
export const isSha256 = (name: string): boolean => SHA256.test(name);

function invalidKey(key: string): AppError {
  return new AppError("internal", "Something failed on our side. Try again.", {
    cause: new Error(`not an object key: ${JSON.stringify(key)}`),
  });
}
