import { resolve } from "node:path";

/** The folder of real pictures that the tests look at where it is there: `CORPUS_DIR`, a relative one against the project. */
export const CORPUS = resolve(import.meta.dirname, "..", process.env.CORPUS_DIR ?? "../shared/corpus");

/** Small files that were made to hold one thing each, and a table of what that is; beside the pictures. */
export const FAULTS = resolve(CORPUS, "..", "faults");
