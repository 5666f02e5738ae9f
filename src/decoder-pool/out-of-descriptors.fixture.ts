/**
 * A server's process in small: uses up its descriptors, asks for a picture, lets go of them and asks until it is answered.
 * Prints what came of it. Run it with a small limit (`ulimit -n`), which makes `fork` fail as a machine does.
 */
import { closeSync, openSync } from "node:fs";
import { jobThat, openPool, rejectionOf } from "./pool.fixture.ts";

const pool = openPool({ timeoutMs: 1_000, crashRetries: 1 });
const held: number[] = [];
try {
  for (;;) held.push(openSync("/dev/null", "r"));
} catch {} // EMFILE

const [refused, patient] = await Promise.all([
  rejectionOf(pool.run(jobThat("fine"))),
  rejectionOf(pool.run(jobThat("fine"), { patient: true })),
]);
const why = String(pool.failure()?.cause);
for (const descriptor of held) closeSync(descriptor);
let after: unknown;
do after = await rejectionOf(pool.run(jobThat("fine"), { patient: true }));
while (after !== null); // a time limit of a second is short for a machine that has much to do
const { code } = refused as { code?: string };
const told = { refused: code, patient: (patient as { code?: string }).code, why, after, failure: pool.failure() };
console.log(JSON.stringify(told));
pool.close();
