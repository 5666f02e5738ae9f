// @module-tag slow
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { ROOT } from "./import-table.fixture.ts";

/** What decodes: only the child that may be killed holds it. */
const DECODES =
  /^src\/decoder\/|^node_modules\/(sharp|@img|libheif-js|@imagemagick|@6over3|@contentauth|exifreader|thumbhash|file-type)\//;
/** Folders of what a browser runs. `actions` are stubs there: Next puts a call in the place of what is in them. */
const RUNS_IN_BROWSER =
  /^src\/(app|components|format|messages|picture|web\/addresses)\/|^src\/errors\.ts$|^node_modules\//;

const sources = globSync("src/{app,components,web}/**/*.{ts,tsx}", { cwd: ROOT })
  .filter((file) => !/\.(test|fixture)\./.test(file))
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));
const withDirective = (directive: string) =>
  sources.filter(({ text }) => text.startsWith(`"use ${directive}"`)).map(({ file }) => file);

/** The files that a bundle of these would hold, against the project's folder, by the bundler and not by our rules. */
async function inputsOf(entryPoints: string[], stopAt: readonly string[] = []): Promise<string[]> {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    outdir: "out",
    logLevel: "silent",
    external: ["next", "next/*", "react", "react-dom", "react/*", "*.css"],
    plugins: [
      {
        name: "server-actions",
        setup({ onLoad }) {
          onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
            if (stopAt.some((file) => join(ROOT, file) === path)) return { contents: "" };
            return undefined;
          });
        },
      },
    ],
  });
  return Object.keys(metafile.inputs);
}

test("what a browser is sent lies in folders that run in a browser", async () => {
  const actions = withDirective("server");
  expect(actions.length).toBeGreaterThan(0);
  const entries = [...withDirective("client"), "src/app/_upload/first-look.worker.ts"];
  const inputs = (await inputsOf(entries, actions)).filter((file) => !actions.includes(file));
  expect(inputs.length).toBeGreaterThan(50);
  expect(inputs.filter((file) => !RUNS_IN_BROWSER.test(file))).toEqual([]);
});

test("the web process and the worker hold nothing that decodes", async () => {
  const routes = sources.map(({ file }) => file).filter((file) => /\/(page|route|layout)\.tsx?$/.test(file));
  const inputs = await inputsOf([
    "src/server/main.ts",
    "src/proxy.ts",
    "worker/embedded.ts",
    "worker/handler.ts",
    ...routes,
  ]);
  expect(inputs).toContain("src/decoder-pool/pool.ts");
  expect(inputs.filter((file) => DECODES.test(file))).toEqual([]);
});

test("the decoder is seen to hold it", async () => {
  const inputs = await inputsOf(["src/decoder/main.ts"]);
  expect(inputs.filter((file) => DECODES.test(file)).length).toBeGreaterThan(50);
});
