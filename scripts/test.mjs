/**
 * `npm test`: everything that must hold, one step after the other, all of them even where one fails. The last
 * line sums up: `N passed, N failed`, with `, N skipped` where a part could not run (its reason stands above).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.mjs";

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
await step("browser tests", () => {
  const browser = findBrowser();
  if (!browser) return { passed: 0, failed: 0, skipped: 1 };
  const file = join(reports, "browser.json");
  const env = { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const ok = run("playwright", ["test", "--reporter=list,json"], env);
  return withReport(file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: Math.max(stats.unexpected, ok ? 0 : 1),
    skipped: stats.skipped,
  }));
});
rmSync(reports, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
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
