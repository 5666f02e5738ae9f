/**
 * A parent for tests: launches a decoder that never lets go of its thread, in a sandbox (`kernel`, `node`) or in `none`, and
 * prints its number once it is in there. Then it waits to be killed.
 */
import { fileURLToPath } from "node:url";
import { launchDecoder } from "./launch-decoder.ts";
import { testSandbox } from "./sandbox.fixture.ts";

const [mode = "none", folder = ""] = process.argv.slice(2);
const found = testSandbox(folder);
const sandbox = { none: null, node: { ...found, kernel: [] }, kernel: found }[mode] ?? null;
const entry = fileURLToPath(new URL("./endless-decoder.fixture.ts", import.meta.url));
const { child } = launchDecoder(entry, { PATH: process.env.PATH ?? "" }, sandbox);
child.once("message", () => process.stdout.write(`${child.pid}\n`));
