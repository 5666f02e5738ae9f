/** What the reports of the runners say, as counts. A part that was skipped is named with its reason. */
import { readFileSync } from "node:fs";
import { type Counts, counts, one, sentence, sum } from "./counts.ts";

/** Vitest's `--reporter=json`, as far as it is read. */
interface UnitReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

/** Playwright's `--reporter=json`, as far as it is read. */
interface StoryReport {
  suites?: Suite[];
  errors?: unknown[];
}
interface Suite {
  suites?: Suite[];
  specs?: { title: string; tests: Story[] }[];
}
interface Story {
  projectName: string;
  status: keyof typeof OUTCOME;
  annotations: { type: string; description?: string }[];
}

const OUTCOME = { expected: "passed", flaky: "passed", unexpected: "failed", skipped: "skipped" } as const;

export function unitCounts(file: string): Counts {
  return withReport<UnitReport>(file, (report) =>
    counts({
      passed: report.numPassedTests,
      failed: Math.max(report.numFailedTests, report.success ? 0 : 1),
      skipped: report.numPendingTests + report.numTodoTests,
      failures: report.testResults.flatMap(failuresOf),
    }),
  );
}

/** A file that could not be run at all has no tests to name, so it is named itself. */
function failuresOf({ name, status, assertionResults }: UnitReport["testResults"][number]): string[] {
  const tests = assertionResults.filter((test) => test.status === "failed").map(({ fullName }) => fullName);
  return tests.length > 0 || status !== "failed" ? tests : [name];
}

/** @param ok whether the runner ended well: where it did not, at least one failed */
export function storyCounts(file: string, ok: boolean): Counts {
  return withReport<StoryReport>(file, (report) => {
    const byProject = new Map<string, Counts[]>();
    for (const { title, projectName, status, annotations } of (report.suites ?? []).flatMap(storiesOf)) {
      const failures = status === "unexpected" ? [`${title} (${projectName})`] : [];
      const story = counts({ [OUTCOME[status]]: 1, failures });
      byProject.set(projectName, [...(byProject.get(projectName) ?? []), story]);
      const reason = annotations.find(({ type }) => type === "skip")?.description;
      if (status === "skipped") console.log(`Skipped: ${title}${reason ? `: ${reason}` : ""}`);
      if (status === "flaky") console.log(`Failed once and then passed: ${title} (${projectName})`);
    }
    for (const [project, each] of byProject) console.log(`${project}: ${sentence(sum(each))}`);
    const all = sum([...byProject.values()].flat());
    return { ...all, failed: Math.max(all.failed, ok ? 0 : 1) };
  });
}

function storiesOf({ suites = [], specs = [] }: Suite): (Story & { title: string })[] {
  const own = specs.flatMap(({ title, tests }) => tests.map((story) => ({ ...story, title })));
  return [...own, ...suites.flatMap(storiesOf)];
}

/** A run that left no report counts as one failure. */
function withReport<T>(file: string, read: (report: T) => Counts): Counts {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    console.error(`No report: ${error}`);
    return one(false);
  }
}
