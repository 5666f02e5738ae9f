/**
 * Builds the product into `.next/standalone`, a folder that runs by itself: Next's standalone server with its
 * static files, `dist/` (server, workers, decoder) and sharp, which is copied on purpose and not left to tracing.
 */
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms, PROCESSES } from "./build/bundles.ts";
import { copyDecoderParts, copyPerl, copySharp } from "./build/copy-packages.ts";
import { fingerprint } from "./build/fingerprint.ts";
import { root } from "./build/root.ts";
import { runCommand } from "./build/run-command.ts";

const out = join(root, ".next/standalone");
const stamp = join(out, "built-from");
/** What the server needs of Next's standalone folder; its own server.js gives way to ours. */
const RUNS = [".next", "node_modules", "package.json"];

/** Builds where the sources are not those of the last build. */
export async function buildIfNeeded(): Promise<void> {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return;
  await buildAll();
}

async function buildAll(): Promise<void> {
  const before = fingerprint();
  rmSync(out, { recursive: true, force: true });
  runCommand("next", ["build"], { env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" } });
  for (const name of readdirSync(out)) if (!RUNS.includes(name)) rmSync(join(out, name), { recursive: true });
  cpSync(join(root, ".next/static"), join(out, ".next/static"), { recursive: true });
  if (existsSync(join(root, "public"))) cpSync(join(root, "public"), join(out, "public"), { recursive: true });
  for (const name of ["LICENSE", "NOTICE.md"]) cpSync(join(root, name), join(out, name));
  await bundlePrograms(PROCESSES, join(out, "dist"));
  copyFileSync(join(root, "src/decoder-pool/confine.pl"), join(out, "dist/confine.pl"));
  copyPerl(join(out, "dist"));
  copySharp(join(out, "node_modules"));
  copyDecoderParts(join(out, "node_modules"));
  writeFileSync(stamp, before);
}

if (import.meta.main) await buildAll();
