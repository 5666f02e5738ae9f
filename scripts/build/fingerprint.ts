import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** What a build is made from. Tests, and what the compiler keeps for itself, change nothing of it. */
const SOURCES = [
  "src/**/*.{ts,tsx,css,svg,pl}",
  "worker/**/*.ts",
  "public/**/*",
  "scripts/build.ts",
  "scripts/build/*.ts",
  "*.{json,mjs}",
];

/** SHA-256, hex, of the names and bytes of all sources. */
export function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: root, exclude: (name) => name.includes(".test.") }).sort())
    if (!file.endsWith("tsbuildinfo"))
      hash
        .update(file)
        .update("\0")
        .update(bytesOf(join(root, file)));
  return hash.digest("hex");
}

/** A folder has none, nor has what went away meanwhile. */
function bytesOf(path: string): Buffer | "" {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR" || code === "ENOENT") return "";
    throw error;
  }
}
