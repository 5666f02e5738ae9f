import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The bundles lie side by side in dist/, what they share in dist/chunks/, this file too; the sources run as they are. */
const bundled = import.meta.url.endsWith(".mjs");
const here = dirname(fileURLToPath(import.meta.url));
const dist = basename(here) === "chunks" ? dirname(here) : here;

/** The folder of the app: of the sources, or of the standalone build that `dist/` lies in; absolute. */
export const APP_FOLDER = bundled ? dirname(dist) : resolve(here, "../..");

const program = (source: string, bundle: string): string =>
  bundled ? resolve(dist, bundle) : resolve(APP_FOLDER, source);

/** The programs that the server and the worker start; absolute. */
export const DECODER = program("src/decoder/main.ts", "decoder.mjs");
export const WORKER = program("worker/embedded.ts", "worker.mjs");

/** What shuts decoders in, and all that they read of the program; absolute. */
export const CONFINE = program("src/decoder-pool/confine.pl", "confine.pl");
export const DECODER_FILES = [
  bundled ? dist : resolve(APP_FOLDER, "src"),
  ...["node_modules", "package.json"].map((name) => resolve(APP_FOLDER, name)),
];
