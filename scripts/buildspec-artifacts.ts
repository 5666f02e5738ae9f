import { globSync, statSync } from "node:fs";
import type { Buildspec, Target } from "./buildspec.ts";

/** What stands on the disk of the build afterwards, beside what the buildspec hands on itself. */
const BUILT: Record<Target, string[]> = {
  test: [],
  web: ["dist/web-image/**"],
  worker: ["dist/lambda-arm64.zip"],
  templates: [],
};

/** What a target left, with sizes, and the variables that it handed on: a line each. */
export function artifactLines(spec: Buildspec, target: Target, exported: Record<string, string>): string[] {
  const patterns = target === "templates" ? spec.artifacts : BUILT[target];
  const files = globSync(patterns).map((path) => ({ path, stats: statSync(path) }));
  const sizes = files.filter(({ stats }) => stats.isFile()).map(({ path, stats }) => [path, stats.size] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const listed = target === "web" ? [["dist/web-image (manifest and layers)", total] as const] : sizes;
  return [
    ...listed.map(([path, size]) => `${path}  ${megabytes(size)}`),
    ...Object.entries(exported).map(([name, value]) => `${name}=${value}`),
  ];
}

const megabytes = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
