// @module-tag slow
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./lint/import-table.fixture.ts";

const HEIF = "libheif-js/libheif-wasm/libheif-bundle.mjs";
const MAGICK = "@imagemagick/magick-wasm/dist/x86/magick.wasm";
const PERL = "@6over3/zeroperl-ts/dist/esm/zeroperl.wasm";
const C2PA = "@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm";

/** What a binary says of a library in it: its version is the one group. */
const SAYS: readonly (readonly [library: string, file: string, version: RegExp])[] = [
  ["libheif", HEIF, /\0(1\.[12]\d\.\d+)\0/g],
  ["libde265", HEIF, /\0(1\.\d\.\d+)\0/g],
  ["ImageMagick", MAGICK, /ImageMagick (\d[\d.-]+) Q8/g],
  ["libheif", MAGICK, /\0(1\.[12]\d\.\d+)\0/g],
  ["libde265", MAGICK, /(?<=1\.[12]\d\.\d+\0)(1\.\d\.\d+)\0/g],
  ["aom", MAGICK, /AV1 Decoder v(\d[\d.]+)\0/g],
  ["libjpeg-turbo", MAGICK, /libjpeg-turbo version (\d[\d.]+) /g],
  ["LibTIFF", MAGICK, /LIBTIFF, Version (\d[\d.]+)\n/g],
  ["libpng", MAGICK, /\0(1\.6\.\d+)\0/g],
  ["OpenEXR", MAGICK, /OpenEXR (\d[\d.]+)\0/g],
  ["LibRaw", MAGICK, /\0(\d[\d.]+)-Release\0/g],
  ["Perl", PERL, /\0v(5\.\d+\.\d+)\0/g],
  ["ExifTool, which is not used", PERL, /\$VERSION {5}= '(1\d\.\d+)'/g],
  ["c2pa-rs", C2PA, /\/c2pa-(\d+\.\d+\.\d+)\//g],
];

/** A file of a package as text of single bytes; WebAssembly that stands in a script as base64 is taken out of it. */
function binary(file: string): string {
  const text = readFileSync(join(ROOT, "node_modules", file), "latin1");
  if (!file.endsWith(".mjs")) return text;
  const [coded = ""] = text.match(/[A-Za-z0-9+/=]{100000,}/) ?? [];
  return Buffer.from(coded, "base64").toString("latin1");
}

const notice = readFileSync(join(ROOT, "NOTICE.md"), "utf8");
/** The rows of the table below a heading. */
const rows = (heading: string): string[][] =>
  (notice.split(`## ${heading}\n`)[1] ?? "")
    .split("\n## ")[0]!
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
    .slice(1)
    .map((line) => line.slice(2, -2).split(" | "));

test("NOTICE has the versions that stand inside the WebAssembly", () => {
  const binaries = new Map([HEIF, MAGICK, PERL, C2PA].map((file) => [file, binary(file)]));
  const found = SAYS.map(([library, file, version]) => {
    const said = new Set([...(binaries.get(file) ?? "").matchAll(version)].map(([, one]) => one));
    return [library, [...said].join(" and "), `\`${file}\``];
  });
  expect(rows("Versions inside WebAssembly").map((row) => row.slice(0, 3))).toEqual(found);
});

test("NOTICE has the versions of the packages that are installed", () => {
  const packages = rows("All packages at run time");
  expect(packages.length).toBeGreaterThan(50);
  const installed = packages.map(([name = ""]) => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8"));
    return [name, version];
  });
  expect(packages.map((row) => row.slice(0, 2))).toEqual(installed);
});
