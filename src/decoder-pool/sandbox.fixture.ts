import { fileURLToPath } from "node:url";
import { openSandbox, type Sandbox } from "./sandbox.ts";

/** The sandbox of the product's decoders, run from their sources. */
export function testSandbox(folder: string): Sandbox {
  const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const program = [at("../../src"), at("../../node_modules"), at("../../package.json")];
  return openSandbox({ folder, program, launcher: at("./confine.pl") });
}
