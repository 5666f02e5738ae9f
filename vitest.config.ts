import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const CODE = ["src/**/*.test.{ts,tsx}", "worker/**/*.test.ts", "scripts/**/*.test.ts"];

/** Files that put something else in a module's place want modules of their own. */
const MOCKING = globSync(CODE).filter((file) => /^vi\.mock\(/m.test(readFileSync(file, "utf8")));

/** What a test file says of itself in its first lines: `// @module-tag slow`. */
const TAGS = [
  { name: "slow", description: "seconds each: `npm test` runs it, `npm run check` does not" },
  { name: "long", description: "installs, or reads many real pictures: `npm run test:all` alone runs it" },
];

/** The files are told apart here and not by `--tags-filter`, which would load each of them first. */
const tagged = Object.fromEntries(TAGS.map(({ name }) => [name, globSync(CODE).filter((file) => says(file, name))]));

function says(file: string, tag: string): boolean {
  return new RegExp(`^// @module-tag ${tag}$`, "m").test(readFileSync(file, "utf8"));
}

export default defineConfig({
  test: {
    setupFiles: ["vitest.setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    tags: TAGS,
    projects: [
      // Modules are loaded once a process, not once a file: half of the time would go into that.
      {
        extends: true,
        test: { name: "fast", include: CODE, exclude: [...Object.values(tagged).flat(), ...MOCKING], isolate: false },
      },
      { extends: true, test: { name: "mocking", include: MOCKING } },
      { extends: true, test: { name: "slow", include: tagged.slow } },
      { extends: true, test: { name: "long", include: tagged.long } },
      {
        extends: true,
        test: {
          name: "infra",
          include: ["infra/**/*.test.ts"],
          // The CDK takes seconds to load: once a process, not once a file. Templates are made once too.
          isolate: false,
        },
      },
    ],
  },
});
