import { join } from "node:path";
import { type ObjectKey, parseObjectKey, parsePrefix } from "#adapters/object-key.ts";

/** The name of an upload's one file. */
const SHA256 = /^[0-9a-f]{64}$/;

export interface ObjectPath extends ObjectKey {
  /**
   * The path of the object. An upload is a directory with one file in it, named by the SHA-256 of its bytes;
   * a derived object is the file itself.
   */
  path: string;
}

export interface StorePaths {
  root: string;
  uploads: string;
  derived: string;
  /** on the same file system as the others, so that a finished file takes its name by a rename */
  tmp: string;
  objectPath(key: string): ObjectPath;
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
    objectPath: (key) => ({ ...parseObjectKey(key), path: join(root, ...key.split("/")) }),
    directory(prefix) {
      // An upload's directory is how it is stored, not a prefix of any key.
      return parsePrefix(prefix).holdsKeys ? join(root, ...prefix.slice(0, -1).split("/")) : null;
    },
  };
}

export const isSha256 = (name: string): boolean => SHA256.test(name);
