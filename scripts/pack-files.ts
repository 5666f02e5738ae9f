import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Zippable, zipSync } from "fflate";

/** AWS Lambda's quota for a package, unpacked, layers included. */
const MAX_BYTES = 250 * 1024 * 1024;
/** Where ZIP's own dates begin. They are local times: the same in every zone. */
const DATE = new Date(1980, 0, 1);
/** Made on Unix; a plain file that the user of the function may read. */
const FILE = { mtime: DATE, level: 9, os: 3, attrs: (0o100644 << 16) >>> 0 } as const;

/**
 * Writes what lies in `folder` as a ZIP to `out`: the same files give the same bytes. Says its size.
 *
 * @throws an Error at what is neither a file nor a folder, and where Lambda would not take it
 */
export function packFiles(folder: string, out: string): void {
  const entries = filesOf(folder).map(([name, path]) => [name, readFileSync(path)] as const);
  const unpacked = entries.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  if (unpacked > MAX_BYTES) throw new Error(`${unpacked} bytes unpacked: Lambda takes ${MAX_BYTES}`);
  const zippable: Zippable = Object.fromEntries(entries.map(([name, bytes]) => [name, [bytes, FILE]]));
  const zip = zipSync(zippable);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zip);
  const size = `${megabytes(zip.length)}, unpacked ${megabytes(unpacked)} of ${megabytes(MAX_BYTES)}`;
  console.log(`${relative(process.cwd(), out)}: ${size}, ${entries.length} files`);
}

/** Name in the package, and path; by name, in the order of their characters' codes. */
function filesOf(folder: string): [string, string][] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  const files = names.filter((path) => !lstatSync(path).isDirectory());
  for (const path of files) if (!lstatSync(path).isFile()) throw new Error(`${path} is no file`);
  return files
    .map((path): [string, string] => [relative(folder, path).split(sep).join("/"), path])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
