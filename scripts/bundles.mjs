/** Bundles the programs: what several of them share, and what a mode loads on demand, goes to `chunks/`. */
import { copyFileSync, cpSync, globSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What the web image runs: either mode's server, the worker of embedded mode, and the one of aws mode as a process. */
export const PROCESSES = { server: "src/server/main.ts", worker: "worker/embedded.ts", poll: "worker/poll.ts" };
/** What Lambda runs. */
export const FUNCTIONS = {
  handler: "worker/handler.ts",
  "dead-letters": "worker/dead-letters.ts",
  sweep: "worker/sweep.ts",
};
/** What a pool starts again and again: small, the decoders of single formats lie beside it until they are needed. */
const DECODER = { decoder: "src/decoder/main.ts" };
/** ImageMagick as WebAssembly finds its 15 MB beside itself: it is copied and not bundled, these parts of it alone. */
const IMAGE_MAGICK = "@imagemagick/magick-wasm";
const IMAGE_MAGICK_PARTS = ["package.json", "LICENSE", "NOTICE", "dist/index.js", "dist/x86/magick.wasm"];

/** Writes `{name}.mjs` of each program into `outdir`, and the decoder, which all of them start. */
export async function bundlePrograms(programs, outdir) {
  await bundle(programs, outdir);
  await bundle(DECODER, outdir);
}

/** Copies what the decoder loads when it first needs it into a `node_modules`. The same bytes run on every processor. */
export function copyDecoderParts(nodeModules) {
  const to = join(nodeModules, IMAGE_MAGICK);
  rmSync(to, { recursive: true, force: true });
  for (const part of IMAGE_MAGICK_PARTS) cpSync(join(root, "node_modules", IMAGE_MAGICK, part), join(to, part));
}

/** The WebAssembly of Perl, 25 MB, and our `.pl` files, for decoders that list and take out tags; Lambda's never do. */
export function copyPerl(outdir) {
  for (const file of ["node_modules/@6over3/zeroperl-ts/dist/esm/zeroperl.wasm", ...perlPrograms()]) {
    copyFileSync(join(root, file), join(outdir, basename(file)));
  }
}

const perlPrograms = () => globSync("src/decoder/exiftool/*.pl", { cwd: root });

async function bundle(programs, outdir) {
  const entryPoints = Object.fromEntries(Object.entries(programs).map(([name, source]) => [name, join(root, source)]));
  await build({
    entryPoints,
    outdir,
    absWorkingDir: root, // names in the output do not depend on where it is called
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minifySyntax: true,
    external: ["sharp", "next", IMAGE_MAGICK],
    // Packages that are CommonJS ask for Node's own modules by `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    logLevel: "warning",
  });
}
