/**
 * `npm run buildspec -- [test|web|worker|templates …]`: runs buildspec.yml on this machine as CodeBuild would, phase by
 * phase in one shell. Commands that call AWS are named and skipped. Ends with the artefacts' names and sizes. Without
 * targets: worker, web and templates, the last with the digest and the key of the first two.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseBuildspec, TARGETS, type Target } from "./buildspec.ts";
import { artifactLines } from "./buildspec-artifacts.ts";
import { shellScript } from "./buildspec-shell.ts";

/** Stands for what CodeBuild and the pipeline set; nothing of it is a real name. */
const STAND_INS = {
  CODEBUILD_RESOLVED_SOURCE_VERSION: "0123456789abcdef0123456789abcdef01234567",
  CODEBUILD_BUILD_NUMBER: "1",
  WORKER_BUCKET: "no-bucket",
};

type Variables = Record<string, string>;

const asked = process.argv.slice(2);
const isTarget = (name: string): name is Target => TARGETS.some((target) => target === name);
const unknown = asked.filter((name) => !isTarget(name));
if (unknown.length > 0) {
  console.error(`No such target: ${unknown.join(", ")}. The targets: ${TARGETS.join(", ")}.`);
  process.exit(1);
}
const spec = parseBuildspec(readFileSync("buildspec.yml", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "buildspec-"));
const targets: Target[] = asked.length > 0 ? asked.filter(isTarget) : ["worker", "web", "templates"];
let variables: Variables = {};
let failed = false;
for (const target of targets) {
  const result = runTarget(target, variables);
  variables = { ...variables, ...result.exported };
  failed ||= !result.ok;
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);

/** Variables that the target exports, and whether every phase succeeded. */
function runTarget(target: Target, before: Variables): { ok: boolean; exported: Variables } {
  console.log(`\n== ${target}`);
  const file = join(folder, "variables");
  const env = { ...process.env, ...STAND_INS, ...before, TARGET: target };
  const settled = existsSync("cdk.context.json");
  const { status } = spawnSync("bash", ["-c", shellScript(spec, target, file)], {
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (!settled) rmSync("cdk.context.json", { force: true }); // else the next synthesis here would read it
  const ok = status === 0;
  const exported = ok ? readVariables(file) : {};
  rmSync(file, { force: true });
  console.log(ok ? `-- ${target}: artefacts` : `-- ${target}: ended with ${status}`);
  if (ok) for (const line of artifactLines(spec, target, exported)) console.log(`   ${line}`);
  return { ok, exported };
}

/** Those that have a value. */
function readVariables(file: string): Variables {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const pairs = lines.map((line) => line.split(/=(.*)/s, 2) as [string, string]);
  return Object.fromEntries(pairs.filter(([, value]) => value));
}
