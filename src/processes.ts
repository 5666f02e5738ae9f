import { fileURLToPath } from "node:url";

const bundled = import.meta.url.endsWith(".mjs"); // dist/*.mjs lie side by side; the sources run as they are

const program = (source: string, bundle: string): string =>
  fileURLToPath(new URL(bundled ? bundle : source, import.meta.url));

/** The programs that the server and the worker start. */
export const DECODER = program("./imaging/pool/child.ts", "./decoder.mjs");
export const WORKER = program("../worker/embedded.ts", "./worker.mjs");
