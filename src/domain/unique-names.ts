import { cleanFileName, fitName } from "./file-name.ts";

/** Names that Windows keeps for devices, with any extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)/i;

/** Bytes of UTF-8, so UTF-16 units at most: with its folder a path on Windows may have 259 of these. */
const MAX_BYTES = 240;

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

/** By both cases: `ſ` is `s` to a file system that folds case, and only its capital says so. */
const fold = (name: string): string => name.toUpperCase().toLowerCase().normalize("NFC");

function safeName(name: string): string {
  const plain = trimmed(cleanFileName(name).replace(/[<>:"|?*]/g, "_"));
  return trimmed(fitName(RESERVED.test(plain) ? `_${plain}` : plain, "", MAX_BYTES)) || "picture";
}

/** Without dots before it, which hide a file, and dots and spaces behind it, which Windows drops. */
const trimmed = (name: string): string => name.replace(/^\.+|[. ]+$/g, "");

const numbered = (name: string, n: number): string => fitName(name, ` (${n})`, MAX_BYTES);
