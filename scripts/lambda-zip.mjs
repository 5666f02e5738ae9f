/**
 * `npm run build:lambda -- [arm64|x64] [file]`: the package of the Lambda functions, `dist/lambda-{arch}.zip`: the bundles,
 * sharp as it is installed on that machine, and ImageMagick's WebAssembly. The same sources and lock give the same bytes.
 */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { zipSync } from "fflate";
import { bundlePrograms, copyDecoderParts, FUNCTIONS, root } from "./bundles.mjs";
import { installForTarget } from "./install-for-target.mjs";

const ARCHITECTURES = ["arm64", "x64"];
/** AWS Lambda's quota for a package, unpacked, layers included. */
const MOST_BYTES = 250 * 1024 * 1024;
/** Where ZIP's own dates begin. They are local times: the same in every zone. */
const DATE = new Date(1980, 0, 1);
/** Made on Unix; a plain file that the user of the function may read. */
const FILE = { mtime: DATE, level: 9, os: 3, attrs: (0o100644 << 16) >>> 0 };

const [arch = "arm64", file = join(root, "dist", `lambda-${arch}.zip`)] = process.argv.slice(2);
if (!ARCHITECTURES.includes(arch)) {
  console.error(`There is no architecture ${arch}. The architectures: ${ARCHITECTURES.join(", ")}.`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "proofsheet-lambda-"));
try {
  installForTarget("sharp", { folder, cpu: arch });
  copyDecoderParts(join(folder, "node_modules"));
  await bundlePrograms(FUNCTIONS, join(folder, "dist"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name: "proofsheet-worker", type: "module" })}\n`);
  for (const name of ["LICENSE", "NOTICE.md"]) writeFileSync(join(folder, name), readFileSync(join(root, name)));
  pack(filesOf(folder), resolve(file));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Paths by name, in the order of their characters' codes. Throws at what is neither a file nor a folder. */
function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
  const files = names.filter((path) => !lstatSync(path).isDirectory());
  for (const path of files) if (!lstatSync(path).isFile()) throw new Error(`${path} is no file`);
  return files.map((path) => [relative(folder, path).split(sep).join("/"), path]).sort(([a], [b]) => (a < b ? -1 : 1));
}

function pack(files, out) {
  const entries = files.map(([name, path]) => [name, [readFileSync(path), FILE]]);
  const unpacked = entries.reduce((sum, [, [bytes]]) => sum + bytes.length, 0);
  if (unpacked > MOST_BYTES) throw new Error(`${unpacked} bytes unpacked: Lambda takes ${MOST_BYTES}`);
  const zip = zipSync(Object.fromEntries(entries));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zip);
  const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  const size = `${megabytes(zip.length)}, unpacked ${megabytes(unpacked)} of ${megabytes(MOST_BYTES)}`;
  console.log(`${relative(process.cwd(), out)}: ${size}, ${entries.length} files`);
}
