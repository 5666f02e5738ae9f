import { cleanFileName } from "./file-name.ts";

/** Of a file's name, in UTF-8 (ext4, APFS). */
const MAX_BYTES = 255;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)\s*(\.|$)/i;

/**
 * Gives names for the files of one folder, each once on every system: without characters that a file system
 * refuses, and told apart by `name (2).jpg` where two differ in nothing but case or accents' form.
 * @param taken names that are in use already
 */
export function uniqueNames(taken: string[] = []): (name: string) => string {
  const used = new Set(taken.map(fold));
  return (name) => {
    const safe = safeName(name);
    let candidate = safe;
    for (let n = 2; used.has(fold(candidate)); n++) candidate = numbered(safe, n);
    used.add(fold(candidate));
    return candidate;
  };
}

const fold = (name: string): string => name.normalize("NFC").toLowerCase();

function safeName(name: string): string {
  const plain = cleanFileName(name)
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^\.+|[. ]+$/g, "");
  if (!plain) return "picture";
  return fitting(RESERVED.test(plain) ? `_${plain}` : plain);
}

const numbered = (name: string, n: number): string => fitting(name, ` (${n})`);

/** The name with `mark` before its extension, its stem cut where the whole would be longer than a file's name may be. */
function fitting(name: string, mark = ""): string {
  const extension = /\.[^.\s]{1,8}$/.exec(name)?.[0] ?? "";
  const stem = Array.from(name.slice(0, name.length - extension.length));
  while (stem.length > 1 && Buffer.byteLength(stem.join("") + mark + extension) > MAX_BYTES) stem.pop();
  return (stem.join("").trimEnd() || "picture") + mark + extension;
}
