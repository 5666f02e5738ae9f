import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROOT, type Row, readImportTable } from "./import-table.fixture.ts";

/** One of everything that a folder may want to import. */
const TARGETS = [
  ...["#errors.ts", "#config.ts", "#compose.ts", "#proxy.ts", "#picture/formats.ts", "#picture/privacy/people-tags.ts"],
  ...[
    "#format/bytes.ts",
    "#messages/site.ts",
    "#decoder/main.ts",
    "#decoder/sharp-setup.ts",
    "#decoder/exiftool/perl.ts",
  ],
  ...["#decoder-pool/jobs.ts", "#decoder-pool/protocol.ts", "#decoder-pool/decoder-crash.ts", "#decoder-pool/pool.ts"],
  ...["#domain/keys.ts", "#adapters/cursor.ts", "#adapters/embedded/open.ts", "#adapters/embedded/database.ts"],
  ...["#adapters/aws/open.ts", "#adapters/aws/table.ts", "#adapters/aws/s3-event.ts", "#adapters/aws/bucket-cors.ts"],
  ...["#adapters/aws/table-description.ts", "#runtime/log.ts", "#server/http.ts", "#web/context/session.ts"],
  ...[
    "#web/context/services.ts",
    "#web/addresses/gallery-order.ts",
    "#web/responses/image-view.ts",
    "#components/theme.ts",
  ],
  ...["#app/actions.ts", "#worker/handler.ts", "#infra/app.ts", "#e2e/server.ts", "#scripts/build.ts", "#bench/run.ts"],
  ...[
    "node:fs",
    "node:fs/promises",
    "node:crypto",
    "node:stream",
    "node:stream/consumers",
    "node:os",
    "node:path",
    "fs",
  ],
  ...["node:child_process", "node:sqlite", "sharp", "thumbhash", "exifreader", "file-type", "@xmldom/xmldom"],
  ...[
    "@imagemagick/magick-wasm",
    "libheif-js/libheif-wasm/libheif-bundle.mjs",
    "@6over3/zeroperl-ts",
    "@contentauth/c2pa-wasm",
    "ulid",
    "zod",
  ],
  ...[
    "@aws-sdk/client-s3",
    "@smithy/signature-v4",
    "content-disposition",
    "pino",
    "next",
    "next/server",
    "next/headers",
  ],
  ...[
    "react",
    "react-dom/client",
    "busboy",
    "iron-session",
    "negotiator",
    "client-zip",
    "@aws-lambda-powertools/logger",
  ],
  ...[
    "aws-lambda",
    "aws-cdk-lib",
    "aws-cdk-lib/aws-s3",
    "cdk-nag",
    "constructs",
    "../climbs.ts",
    "./../climbs.ts",
    "./beside.ts",
  ],
  ...["./aws/open.ts", "./decoder/main.ts"],
] as const;
/** How an import may be written; each of them is planted. */
const FORMS = [
  (from: string) => `import "${from}";`,
  (from: string) => `import type { A } from "${from}";`,
  (from: string) => `export * from "${from}";`,
  (from: string) => `void import("${from}");`,
];
const rows = readImportTable();
let folder: string;
let refused: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "proofsheet-imports-"));
  const rules = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8"));
  writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...rules, vcs: { enabled: false }, $schema: undefined }));
  cpSync(join(ROOT, "scripts/lint/no-import-type.grit"), join(folder, "scripts/lint/no-import-type.grit"));
  for (const row of rows) {
    const file = join(folder, probeOf(row));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, TARGETS.flatMap((target) => FORMS.map((form) => form(target))).join("\n"));
  }
  refused = refusedLines(["--only=style/noRestrictedImports", "."]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(rows)("$folder may import what its row says, and nothing else", (row) => {
  const planted = TARGETS.flatMap((target, at) =>
    FORMS.map((form, which) => ({
      line: form(target),
      refused: refused.has(`${probeOf(row)}:${at * FORMS.length + which + 1}`),
      expected: !mayImport(row, target),
    })),
  );
  expect(planted.filter((one) => one.expected && !one.refused).map(({ line }) => line)).toEqual([]);
  expect(planted.filter((one) => !one.expected && one.refused).map(({ line }) => line)).toEqual([]);
  expect(planted.some((one) => one.refused)).toBe(true);
});

it("has a row for every line of biome.json, and a line for every row", () => {
  const { overrides } = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8"));
  const folders = overrides
    .filter(({ linter }: { linter?: object }) => linter)
    .map(({ includes: [first] }: { includes: [string] }) => first.replace(/\/\*+$/, ""));
  expect(folders.toSorted()).toEqual(rows.map((row) => row.folder).toSorted());
});

it("refuses cycles, of types too, and types that hide an import", () => {
  const cycle = {
    "a.ts": 'import type { B } from "./b.ts";\nexport type A = B;',
    "b.ts": 'import type { A } from "./a.ts";\nexport type B = A;',
  };
  for (const [name, text] of Object.entries(cycle)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "c.ts"), 'export type C = import("./a.ts").A;');
  expect(refusedLines(["--only=suspicious/noImportCycles", "a.ts", "b.ts"])).toEqual(new Set(["a.ts:1", "b.ts:1"]));
  const { stdout } = spawnSync("biome", ["lint", "--reporter=github", "c.ts"], { cwd: folder, encoding: "utf8" });
  expect(stdout).toContain("hides from the rules of imports");
});

function probeOf({ folder: name }: Row): string {
  return name.endsWith(".ts") ? name : `${name}/probe.ts`;
}

/** `file:line` of every import that the linter refuses. */
function refusedLines(words: string[]): Set<string> {
  const options = ["lint", "--reporter=github", "--max-diagnostics=none", ...words];
  const { stdout, stderr } = spawnSync("biome", options, { cwd: folder, encoding: "utf8", maxBuffer: 1e9 });
  const found = [...stdout.matchAll(/^::error .*?file=([^,]+),line=(\d+),/gm)].map(
    ([, file = "", line]) => `${relative(folder, resolve(folder, file))}:${line}`,
  );
  if (found.length === 0) throw new Error(`The linter refused nothing: ${stderr}`);
  return new Set(found);
}

/** By the table alone: what people read decides what is expected of the linter. */
function mayImport({ folder: from, ours, packages }: Row, target: string): boolean {
  if (target.includes("..")) return false;
  if (target === "./beside.ts") return !from.endsWith(".ts"); // beside a single file lie the folders of others
  if (target.startsWith("./")) return !from.endsWith(".ts") && from !== "src/adapters";
  if (target.startsWith("#")) {
    const path = target.slice(1);
    const self = from.replace(/^src\//, "");
    // A folder with rules of its own is not a part of the one above it.
    const inside = from === "src/adapters" ? /^adapters\/[^/]+$/.test(path) : path.startsWith(`${self}/`);
    return (
      inside ||
      ours.some(
        (name) =>
          path === name ||
          path.startsWith(`${name}/`) ||
          (name === "adapters/*.ts" && /^adapters\/[^/]+\.ts$/.test(path)),
      )
    );
  }
  const name = target.startsWith("node:") ? "node" : target.replace(/^(@[^/]+\/[^/]+|[^@/][^/]*).*$/, "$1");
  const scope = target.startsWith("@") ? target.split("/")[0] : name;
  return packages.some((word) => {
    if (word.includes(":") || word === "next/server") return target === word;
    if (word === "next/*") return target.startsWith("next/");
    if (word === "next") return target === "next";
    return word === name || word === scope;
  });
}
