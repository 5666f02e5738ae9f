import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { PHASES, parseBuildspec, TARGETS, type Target } from "./buildspec.ts";

const text = readFileSync("buildspec.yml", "utf8");
const spec = parseBuildspec(text);
const steps = PHASES.flatMap((phase) => spec.phases[phase]);
const of = (target: Target) => steps.filter(({ targets }) => targets === null || targets.includes(target));

it("has steps for each target, and none that every target would run", () => {
  for (const target of TARGETS) expect(of(target).length).toBeGreaterThan(0);
  expect(steps.filter(({ targets }) => targets === null)).toEqual([]);
});

it("calls AWS in a step of its own, so that a run without AWS can leave it out", () => {
  for (const { command } of steps.filter((step) => /\baws /.test(step.command)))
    expect(command).not.toMatch(/npm|node |export/);
});

it("hands on the digest of the image and the key of the worker", () => {
  expect(spec.exported).toEqual(["IMAGE_DIGEST", "WORKER_KEY"]);
  expect(of("web").some(({ command }) => command.startsWith("export IMAGE_DIGEST="))).toBe(true);
  expect(of("worker").some(({ command }) => command.startsWith("export WORKER_KEY="))).toBe(true);
  expect(of("templates").at(-1)?.command).toContain('-c imageDigest="$IMAGE_DIGEST"');
});

it("refuses a form that it does not know", () => {
  expect(() => parseBuildspec("phases:\n  build:\n    commands: |\n      x y\n")).toThrow("line 4");
  expect(() => parseBuildspec(text.replaceAll("= web ]", "= wbe ]"))).toThrow("no such target: wbe");
});
