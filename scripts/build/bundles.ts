/** Bundles the programs: what several of them share, and what a mode loads on demand, goes to `chunks/`. */
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./root.ts";

/** Name of a program, and the file that it begins with. */
type Programs = Record<string, string>;

/** What the web image runs: either mode's server, the worker of embedded mode, and the one of aws mode as a process. */
export const PROCESSES: Programs = {
  server: "src/server/main.ts",
  worker: "worker/embedded.ts",
  poll: "worker/poll.ts",
};
/** What Lambda runs. */
export const FUNCTIONS: Programs = {
  handler: "worker/handler.ts",
  "dead-letters": "worker/dead-letters.ts",
  sweep: "worker/sweep.ts",
};
/** What a pool starts again and again: small, the decoders of single formats lie beside it until they are needed. */
const DECODER: Programs = { decoder: "src/decoder/main.ts" };
/** ImageMagick as WebAssembly finds its 15 MB beside itself: it is copied and not bundled. */
export const IMAGE_MAGICK = "@imagemagick/magick-wasm";

/** Writes `{name}.mjs` of each program into `outdir`, and the decoder, which all of them start. */
export async function bundlePrograms(programs: Programs, outdir: string): Promise<void> {
  await bundle(programs, outdir);
  await bundle(DECODER, outdir);
}

async function bundle(programs: Programs, outdir: string): Promise<void> {
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
