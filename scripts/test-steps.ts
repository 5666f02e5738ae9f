/** The steps of `npm test` and of what it leaves to `npm run test:rest`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.ts";
import { buildIfNeeded } from "./build.ts";
import { type Counts, counts, one } from "./counts.ts";
import { storyCounts, unitCounts } from "./reports.ts";
import { run } from "./run.ts";

export interface Step {
  name: string;
  run(): Counts | Promise<Counts>;
}

/** Where a story of the journey lies, as the runner's filter takes it. */
const JOURNEY = "e2e/journey/";

const build: Step = { name: "build", run: () => buildIfNeeded().then(() => one(true)) };

export const FIRST: Step[] = [
  { name: "types", run: () => one(run("tsc", ["-p", "tsconfig.check.json"])) },
  { name: "lint", run: () => one(run("biome", ["check", "."])) },
  { name: "exports that nobody reads", run: () => one(run("knip", ["--no-progress"])) },
  { name: "unit, contract and infrastructure tests", run: () => unitTests("fast", "mocking", "slow", "infra") },
  build,
  { name: "the journey in a browser, in both modes", run: () => stories(JOURNEY) },
];

export const REST: Step[] = [
  build,
  { name: "unit tests that take long", run: () => unitTests("long") },
  {
    name: "all other stories, side by side",
    run: () => stories("--project=embedded", "--project=aws", "--grep-invert=^\\S+ journey/"),
  },
  {
    name: "kills, real pictures and hostile files, side by side",
    run: () => stories("--project=kills", "--project=corpus", "--project=hostile"),
  },
  { name: "load, one by one", run: () => stories("--project=alone") },
];

/** @param projects those of vitest.config.ts */
function unitTests(...projects: string[]): Counts {
  return withFile((file) => {
    const report = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    run("vitest", ["run", ...projects.map((project) => `--project=${project}`), ...report]);
    return unitCounts(file);
  });
}

function stories(...args: string[]): Counts {
  const browser = findBrowser();
  if (!browser) return counts({ skipped: 1 });
  return withFile((file) => {
    const env = { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
    return storyCounts(file, run("playwright", ["test", "--reporter=list,json", ...args], { env }));
  });
}

function withFile(use: (file: string) => Counts): Counts {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-test-"));
  try {
    return use(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
