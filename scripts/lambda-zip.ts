/**
 * `npm run build:lambda -- [arm64|x64] [file]`: the package of the Lambda functions, `dist/lambda-{arch}.zip`: the bundles,
 * sharp as it is installed on that machine, and ImageMagick's WebAssembly. The same sources and lock give the same bytes.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bundlePrograms, FUNCTIONS } from "./build/bundles.ts";
import { copyDecoderParts } from "./build/copy-packages.ts";
import { root } from "./build/root.ts";
import { installForTarget } from "./install-for-target.ts";
import { packFiles } from "./pack-files.ts";

const ARCHITECTURES = ["arm64", "x64"];

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
  for (const name of ["LICENSE", "NOTICE.md"]) cpSync(join(root, name), join(folder, name));
  packFiles(folder, resolve(file));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
