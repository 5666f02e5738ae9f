import { readFileSync } from "node:fs";
import { App } from "aws-cdk-lib";
import { expect, it } from "vitest";
import { readSettings } from "#infra/settings.ts";
import { capacity, standingCost, standingCosts } from "./model.ts";
import { setupOf } from "./setup.ts";

const setup = setupOf(readSettings(new App().node));
const answers = [1, 100, 10_000].map((rate) => capacity(rate, setup));
const [, scaling = ""] = readFileSync("docs/scaling.md", "utf8").split("\n## Worked\n");
const deploy = readFileSync("docs/deploy.md", "utf8");

/** The numbers of a row of the worked table. */
function row(name: string): number[] {
  const line = scaling.split("\n").find((text) => text.replaceAll("*", "").startsWith(`| ${name} |`)) ?? "";
  const cells = line.replaceAll("*", "").split("|").slice(2, -1);
  return cells.map((cell) => Number(cell.replaceAll(" ", "")));
}

it.each([
  ["web tasks", answers.map(({ tasks }) => tasks)],
  ["functions at work, mean", answers.map(({ functions }) => functions)],
  ["stands there anyway", answers.map(({ costs }) => costs.standing)],
  ["functions", answers.map(({ costs }) => costs.functions)],
  ["bucket: requests and bytes", answers.map(({ costs }) => costs.store)],
  ["table", answers.map(({ costs }) => costs.catalog)],
  ["bytes sent to people", answers.map(({ costs }) => costs.egress)],
  ["total", answers.map(({ total }) => total)],
])("docs/scaling.md says of %s what the model says", (name, expected) => {
  const said = row(name);
  expect(said).toHaveLength(3);
  for (const [index, value] of said.entries()) expect(value / (expected[index] ?? Number.NaN)).toBeCloseTo(1, 1);
});

it("docs/deploy.md says what stands idle", () => {
  const rounded = Math.round(standingCost(setup));
  expect(deploy).toContain(`| **standing** | | **${rounded}** |`);
  for (const part of ["web tasks", "interface endpoints", "load balancer", "WAF"])
    expect(deploy).toContain(`| ${Math.round(standingCosts(setup)[part] ?? 0)} |`);
});
