/**
 * Builds the product into `.next/standalone`, a folder that runs by itself: Next's standalone server with its
 * static files, `dist/` (server, workers, decoder) and sharp, which is copied on purpose and not left to tracing.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundlePrograms, copyDecoderParts, copyPerl, PROCESSES, root } from "./bundles.mjs";

const out = join(root, ".next/standalone");
const stamp = join(out, "built-from");
/** What the server needs of Next's standalone folder; its own server.js gives way to ours. */
const RUNS = [".next", "node_modules", "package.json"];
const SOURCES = [
  "src/**/*.{ts,tsx,css,svg,pl}",
  "worker/**/*.ts",
  "public/**/*",
  "scripts/{build,bundles}.mjs",
  "*.{json,mjs}",
];

/** Builds where the sources are not those of the last build. */
export async function buildIfNeeded() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return;
  await buildAll();
}

export async function buildAll() {
  const before = fingerprint();
  rmSync(out, { recursive: true, force: true });
  run("next", ["build"]);
  for (const name of readdirSync(out)) if (!RUNS.includes(name)) rmSync(join(out, name), { recursive: true });
  cpSync(join(root, ".next/static"), join(out, ".next/static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(out, "public"), { recursive: true });
  for (const name of ["LICENSE", "NOTICE.md"]) cpSync(join(root, name), join(out, name));
  await bundlePrograms(PROCESSES, join(out, "dist"));
  copyPerl(join(out, "dist"));
  for (const name of ["sharp", ...nativeParts()]) copyPackage(name);
  copyDecoderParts(join(out, "node_modules"));
  writeFileSync(stamp, before);
}

/** sharp's own dependencies and the binaries that npm chose for this machine. */
function nativeParts() {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "node_modules/sharp/package.json"), "utf8"));
  const binaries = globSync("@img/sharp-*", { cwd: join(root, "node_modules") });
  return [...Object.keys(dependencies), ...binaries];
}

function copyPackage(name) {
  const from = join(root, "node_modules", name);
  const to = join(out, "node_modules", name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, dereference: true });
}

function fingerprint() {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES, { cwd: root, exclude: (name) => name.includes(".test.") }).sort()) {
    const path = join(root, file);
    if (existsSync(path) && !file.endsWith("tsbuildinfo")) hash.update(file).update("\0").update(readIfFile(path));
  }
  return hash.digest("hex");
}

function readIfFile(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === "EISDIR") return "";
    throw error;
  }
}

function run(command, args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env,
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
