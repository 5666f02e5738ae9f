import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readConfig, SETTING_DEFAULTS } from "./config.ts";

const text = readFileSync(".env.example", "utf8");
const examples = text.split("\n").flatMap((line, at, lines) => {
  const [, name, value] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [{ name, value, above: lines[at - 1] ?? "" }];
});

/** The number of cores is no number that a file could say. */
const OF_THIS_MACHINE = "CONVERT_CONCURRENCY";

it("shows every setting with its default, and none that there is not", () => {
  const shown = Object.fromEntries(examples.map(({ name, value }) => [name, value === "" ? null : value]));
  expect(shown).toEqual({ ...SETTING_DEFAULTS, [OF_THIS_MACHINE]: null });
  expect(examples).toHaveLength(Object.keys(shown).length);
});

it("says of each in one line what it is", () => {
  for (const { name, above } of examples) expect(above, name).toMatch(/^# \S/);
});

it("changes nothing where all of it is taken as it stands", () => {
  const taken = Object.fromEntries(examples.map(({ name, value }) => [name, value])) as unknown as NodeJS.ProcessEnv;
  expect(readConfig(taken, "/")).toEqual(readConfig({} as NodeJS.ProcessEnv, "/"));
});

it("names no setting that the README does not explain", () => {
  const readme = readFileSync("README.md", "utf8");
  for (const { name } of examples) expect(readme).toContain(`\`${name}\``);
});
