/**
 * A parent for tests: launches a decoder, in a sandbox (`kernel`, `node`) or in none, gives it a job that never lets go of
 * its thread, and prints the decoder's number once it is in there. Then it waits to be killed.
 */
import { fileURLToPath } from "node:url";
import { launchDecoder } from "./launch-decoder.ts";
import { testSandbox } from "./sandbox.fixture.ts";

const [mode, folder = ""] = process.argv.slice(2);
const found = testSandbox(folder);
const sandbox = { none: null, node: { ...found, kernel: [] }, kernel: found }[mode ?? "none"] ?? null;
const entry = fileURLToPath(new URL("./misbehaving-decoder.fixture.ts", import.meta.url));
const { child } = launchDecoder(entry, { PATH: process.env.PATH ?? "" }, sandbox);
child.on("message", (message: object) => {
  if ("ready" in message) child.send({ id: 1, job: { kind: "preview", source: "hang" } });
  else process.stdout.write(`${child.pid}\n`);
});
