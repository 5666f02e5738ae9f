import type { Settings } from "./settings.ts";

/** What a build finds out by itself. */
const OF_A_BUILD: readonly (keyof Settings)[] = ["imageDigest", "workerBucket", "workerKey"];

/**
 * The settings that the pipeline was deployed with, as JSON for `cdk.context.json` of its builds: what a person typed once
 * holds for every push.
 */
export function buildContext(settings: Settings): string {
  const kept = Object.entries(settings).filter(
    ([name, value]) => value !== undefined && !OF_A_BUILD.includes(name as keyof Settings),
  );
  return JSON.stringify(Object.fromEntries(kept));
}
