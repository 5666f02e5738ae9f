/**
 * `npm test`: everything that must hold, one step after the other, all of them even where one fails. The last
 * line sums up: `N passed, N failed`, with `, N skipped` where a part could not run (its reason stands above).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.ts";

const reports = mkdtempSync(join(tmpdir(), "proofsheet-test-"));
const total = { passed: 0, failed: 0, skipped: 0 };

await step("types", () => byExit(run("tsc", ["-p", "tsconfig.check.json"])));
await step("lint", () => byExit(run("biome", ["check", "."])));
await step("unit and contract tests", () => {
  const file = join(reports, "unit.json");
  run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`]);
  return withReport(file, (report) => ({
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  }));
});
await step("build", () => buildIfNeeded().then(() => ({ passed: 1 })));
await step("browser tests, in embedded and in aws mode", () => {
  const browser = findBrowser();
  if (!browser) return { passed: 0, failed: 0, skipped: 1 };
  const file = join(reports, "browser.json");
  const env = { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const ok = run("playwright", ["test", "--reporter=list,json"], env);
  return withReport(file, ({ stats, suites }) => {
    for (const [mode, counts] of byMode(suites)) console.log(`${mode} mode: ${sentence(counts)}`);
    return {
      passed: stats.expected + stats.flaky,
      failed: Math.max(stats.unexpected, ok ? 0 : 1),
      skipped: stats.skipped,
    };
  });
});
rmSync(reports, { recursive: true, force: true });

console.log(`\n${sentence(total)}`);
process.exit(total.failed > 0 ? 1 : 0);

/** A step that throws counts as one failure, and the next one runs all the same. */
async function step(name, work) {
  console.log(`\n== ${name}`);
  const result = await Promise.resolve()
    .then(work)
    .catch((error) => {
      console.error(error);
      return { failed: 1 };
    });
  for (const key of Object.keys(total)) total[key] += result[key] ?? 0;
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** What came of the stories on either set of adapters: each is a project of the runner. */
function byMode(suites) {
  const modes = new Map();
  const outcome = { expected: "passed", flaky: "passed", unexpected: "failed", skipped: "skipped" };
  const visit = ({ suites = [], specs = [] }) => {
    for (const { projectName, status } of specs.flatMap(({ tests }) => tests)) {
      const counts = modes.get(projectName) ?? { passed: 0, failed: 0, skipped: 0 };
      counts[outcome[status]]++;
      modes.set(projectName, counts);
    }
    suites.forEach(visit);
  };
  suites.forEach(visit);
  return modes;
}

function run(command, args, env = {}) {
  const options = {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  };
  return spawnSync(command, args, options).status === 0;
}

function byExit(ok) {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
}

/** A run that left no report counts as one failure. */
function withReport(file, counts) {
  try {
    return counts(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    console.error(`No report: ${error}`);
    return byExit(false);
  }
}
