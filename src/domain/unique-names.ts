import { cleanFileName, fitName } from "./file-name.ts";

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
  return fitName(RESERVED.test(plain) ? `_${plain}` : plain);
}

const numbered = (name: string, n: number): string => fitName(name, ` (${n})`);
