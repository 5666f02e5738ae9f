import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DataFolderFault } from "./data-folder-fault.ts";
import { hasCode } from "./durable.ts";

/** 256 bits as base64url */
const LENGTH = 43;

/**
 * The data folder's secret, made at the first call and kept in the file `secret` that its owner alone can read.
 * Written aside, synced and then linked to its name: two starters agree, and a power cut leaves all of it or nothing.
 * Throws where the file holds something that is no secret.
 */
export function loadOrMakeSecret(dir: string): string {
  const path = join(dir, "secret");
  const found = read(path);
  if (found !== null) return found;

  // In the folder that is emptied at each start: a copy that a kill leaves there must not outlive a rotation.
  const temporary = join(dir, "tmp");
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const aside = join(temporary, `secret.${randomBytes(6).toString("hex")}`);
  const file = openSync(aside, "wx", 0o600);
  try {
    writeSync(file, randomBytes(32).toString("base64url"));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  syncDirectory(dir);
  return read(path) ?? loadOrMakeSecret(dir);
}

function read(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
  if (text.length < LENGTH) {
    throw new DataFolderFault(
      `${path} does not hold a secret. Delete it to have a new one made; open sessions end with it.`,
    );
  }
  return text;
}

function syncDirectory(dir: string): void {
  const handle = openSync(dir, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
