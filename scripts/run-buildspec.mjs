/**
 * `node scripts/run-buildspec.mjs [test|web|worker|templates …]`: runs buildspec.yml on this machine as CodeBuild would,
 * phase by phase in one shell. Commands that call AWS are named and skipped. Ends with the artefacts' names and sizes.
 * Without targets: worker, web and templates, the last with the digest and the key of the first two.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PHASES, parseBuildspec } from "./buildspec.mjs";

const TARGETS = ["test", "web", "worker", "templates"];
/** What stands on the disk of the build afterwards, beside what the buildspec hands on itself. */
const MADE = { test: [], web: ["dist/web-image/**"], worker: ["dist/lambda-arm64.zip"], templates: [] };
/** Stands for what CodeBuild and the pipeline set; nothing of it is a real name. */
const STAND_INS = {
  CODEBUILD_RESOLVED_SOURCE_VERSION: "0123456789abcdef0123456789abcdef01234567",
  CODEBUILD_BUILD_NUMBER: "1",
  WORKER_BUCKET: "no-bucket",
};

const asked = process.argv.slice(2);
const unknown = asked.filter((target) => !TARGETS.includes(target));
if (unknown.length > 0) {
  console.error(`No such target: ${unknown.join(", ")}. The targets: ${TARGETS.join(", ")}.`);
  process.exit(1);
}
const spec = parseBuildspec(readFileSync("buildspec.yml", "utf8"));
const folder = mkdtempSync(join(tmpdir(), "buildspec-"));
let variables = {};
let failed = false;
for (const target of asked.length > 0 ? asked : ["worker", "web", "templates"]) {
  const result = runTarget(target, variables);
  variables = { ...variables, ...result.exported };
  failed ||= !result.ok;
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);

/** Variables that the target exports, and whether every phase succeeded. */
function runTarget(target, before) {
  console.log(`\n== ${target}`);
  const file = join(folder, "variables");
  const env = { ...process.env, ...STAND_INS, ...before, TARGET: target };
  // CodeBuild's own: each command counts, the first that fails ends its phase, all share one shell.
  const script = [
    ...PHASES.flatMap((phase) => [`echo '-- ${phase}'`, ...spec.phases[phase].map((command) => step(command, target))]),
    ...spec.exported.map((name) => `printf '%s=%s\\n' ${name} "\${${name}:-}" >> "${file}"`),
  ].join("\n");
  const settled = existsSync("cdk.context.json");
  const { status } = spawnSync("bash", ["-c", script], { env, stdio: ["ignore", "inherit", "inherit"] });
  if (!settled) rmSync("cdk.context.json", { force: true }); // else the next synthesis here would read it
  const exported = status === 0 ? readVariables(file) : {};
  rmSync(file, { force: true });
  console.log(status === 0 ? `-- ${target}: artefacts` : `-- ${target}: ended with ${status}`);
  if (status === 0) for (const line of artefacts(target, exported)) console.log(`   ${line}`);
  return { ok: status === 0, exported };
}

/** A command for this target is run or, where it calls AWS, named; another target's is left out. */
function step({ target: only, command }, target) {
  if (only !== null && !only.includes(target)) return ":";
  if (/\baws (ecr|s3|s3api|sts) /.test(command)) return `echo ${quoted(`   skipped, needs AWS: ${command}`)}`;
  return `echo ${quoted(`   $ ${command}`)}\n${command} || exit $?`;
}

function artefacts(target, exported) {
  const patterns = target === "templates" ? spec.artifacts : MADE[target];
  const files = globSync(patterns).filter((path) => statSync(path).isFile());
  const bytes = files.map((path) => [path, statSync(path).size]);
  const listed =
    target === "web"
      ? [["dist/web-image (manifest and layers)", bytes.reduce((sum, [, size]) => sum + size, 0)]]
      : bytes;
  const named = Object.entries(exported).filter(([, value]) => value);
  return [
    ...listed.map(([path, size]) => `${path}  ${megabytes(size)}`),
    ...named.map(([name, value]) => `${name}=${value}`),
  ];
}

function readVariables(file) {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2)).filter(([, value]) => value));
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function megabytes(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
