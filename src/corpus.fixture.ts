import { resolve } from "node:path";

/** The folder of real pictures that the tests look at where it is there: `CORPUS_DIR`, a relative one against the project. */
export const CORPUS = resolve(import.meta.dirname, "..", process.env.CORPUS_DIR ?? "../shared/corpus");

/** The folder beside it of small files that readers of metadata have missed something in. */
export const FAULTS = resolve(CORPUS, "..", "faults");
