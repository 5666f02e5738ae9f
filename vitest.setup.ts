import fc from "fast-check";

/** The same cases in every run, so that a red one can be seen again; `SEED=random` draws new ones. */
const { SEED } = process.env;
if (SEED !== "random") fc.configureGlobal({ seed: Number(SEED ?? 20_261_123) });
