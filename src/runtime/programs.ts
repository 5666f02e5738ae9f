import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The bundles lie side by side in dist/, what they share in dist/chunks/, this file too; the sources run as they are. */
const bundled = import.meta.url.endsWith(".mjs");
const here = dirname(fileURLToPath(import.meta.url));
const dist = basename(here) === "chunks" ? dirname(here) : here;

const program = (source: string, bundle: string): string => (bundled ? resolve(dist, bundle) : resolve(here, source));

/** The programs that the server and the worker start. */
export const DECODER = program("./imaging/pool/child.ts", "decoder.mjs");
export const WORKER = program("../worker/embedded.ts", "worker.mjs");
