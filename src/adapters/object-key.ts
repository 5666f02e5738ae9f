/** The names that every object store takes. Keys are made by the domain of hashes, ids and our own words. */
import { AppError } from "#errors.ts";

const SEGMENT = "[A-Za-z0-9_-]{1,128}";
const UPLOAD = new RegExp(`^uploads/(${SEGMENT})/(${SEGMENT})$`);
const FILE = `${SEGMENT}(?:\\.[a-z0-9]{1,16})?`;
const DERIVED = new RegExp(`^derived/(${SEGMENT})/(${SEGMENT})/(${FILE})$`);
/** At least a workspace deep, so that no mistake deletes everything. */
const PREFIX = new RegExp(`^(uploads|derived)/(${SEGMENT})/(?:(${SEGMENT})/)?$`);
const ONE_SEGMENT = new RegExp(`^${SEGMENT}$`);
const ONE_FILE = new RegExp(`^${FILE}$`);

export interface ObjectKey {
  area: "uploads" | "derived";
  workspace: string;
  image: string;
}

/** The parts of a key. Throws `internal` for what is not one: a fault of ours, or an attack. */
export function parseObjectKey(key: string): ObjectKey {
  const upload = UPLOAD.exec(key);
  const match = upload ?? DERIVED.exec(key);
  if (match === null) throw invalidKey(key);
  const [, workspace = "", image = ""] = match;
  return { area: upload ? "uploads" : "derived", workspace, image };
}

/** The area of a prefix, and whether a key can begin with it: an upload has nothing below it. Throws as above. */
export function parsePrefix(prefix: string): { area: ObjectKey["area"]; holdsKeys: boolean } {
  const match = PREFIX.exec(prefix);
  if (match === null) throw invalidKey(prefix);
  const area = match[1] === "uploads" ? "uploads" : "derived";
  return { area, holdsKeys: area === "derived" || match[3] === undefined };
}

export const isSegment = (name: string): boolean => ONE_SEGMENT.test(name);
export const isDerivedFile = (name: string): boolean => ONE_FILE.test(name);

function invalidKey(key: string): AppError {
  return new AppError("internal", "Something failed on our side. Try again.", {
    cause: new Error(`not an object key: ${JSON.stringify(key)}`),
  });
}
