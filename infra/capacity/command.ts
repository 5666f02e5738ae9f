/**
 * `npm run capacity -- --uploads-per-second 500 [--pages 1] [--conversions 0.5] [--originals 0.1] [--set webCpu=2048 …]`
 * docs/scaling.md says what the options mean.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Node } from "constructs";
import { readSettings } from "#infra/settings.ts";
import { HABITS } from "./costs-per-image.ts";
import { capacity } from "./model.ts";
import { report } from "./report.ts";
import { setupOf } from "./setup.ts";

try {
  console.log(answer(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

function answer(args: string[]): string {
  const text = { type: "string" } as const;
  const options = { "uploads-per-second": text, pages: text, conversions: text, originals: text } as const;
  const { values } = parseArgs({ args, options: { ...options, set: { type: "string", multiple: true } } });
  const habits = Object.fromEntries(
    Object.entries(HABITS).map(([name, value]) => [
      name,
      rate(name, values[name as keyof typeof HABITS] ?? `${value}`),
    ]),
  ) as unknown as typeof HABITS;
  const setup = setupOf(readSettings(contextOf(values.set ?? [])));
  const uploads = rate("uploads-per-second", values["uploads-per-second"] ?? "");
  return report(uploads, setup, capacity(uploads, setup, habits));
}

/** @throws an Error that names the option */
function rate(name: string, text: string): number {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text))
    throw new Error(`--${name}: ${text || "not given"}: takes a number, 0 or more`);
  return Number(text);
}

/** The context of cdk.json and of `--set name=value`, in the form in which CDK hands it to the settings. */
function contextOf(pairs: string[]): Node {
  const { context = {} } = JSON.parse(readFileSync(new URL("../../cdk.json", import.meta.url), "utf8"));
  const all = { ...context, ...Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2))) };
  const node: Pick<Node, "getAllContext" | "tryGetContext"> = {
    getAllContext: () => all,
    tryGetContext: (name) => all[name],
  };
  return node as Node;
}
