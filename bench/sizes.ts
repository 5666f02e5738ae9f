import { globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Section } from "./section.ts";
import { BUILD, startProduct, withServers } from "./servers.ts";
import { kilobytes, megabytes } from "./table.ts";

/** bytes, gzip: what the scripts of an empty app of the same build weigh, and what ours may add */
const MAX_ADDED = 30_000;
const MAX_BUNDLE = 5_000_000;

/** What a browser loads for the sheet, and what the worker is. */
export const sizes: Section = ({ table, folder }) =>
  withServers([startProduct(folder)], async ({ client }) => {
    const weigh = async (paths: Iterable<string>) => {
      let bytes = 0;
      for (const path of paths)
        bytes += (await client.expect(200, path, { headers: { "accept-encoding": "gzip" } })).bytes;
      return bytes;
    };
    const html = (await client.expect(200, "/", { keep: true })).body.toString();
    const ours = await weigh(scriptsOf(html));
    const manifest = JSON.parse(readFileSync(join(BUILD, ".next/build-manifest.json"), "utf8"));
    const empty = await weigh(manifest.rootMainFiles.map((file: string) => `/_next/${file}`));
    table.add({
      what: "JavaScript of the first load, gzip",
      ours: kilobytes(ours),
      floor: `${kilobytes(empty)} what Next loads for any page`,
      ratio: `+ ${kilobytes(ours - empty)}`,
      target: `<= + ${kilobytes(MAX_ADDED)}`,
      met: ours - empty <= MAX_ADDED,
    });
    const atStart = closure(["worker.mjs", "decoder.mjs"], STATIC);
    const bundle = sizeOf(atStart);
    table.add({
      what: "worker bundle, with its decoder, without sharp",
      ours: megabytes(bundle),
      floor: "",
      ratio: "",
      target: `<= ${megabytes(MAX_BUNDLE)}`,
      met: bundle <= MAX_BUNDLE,
    });
    const later = [...closure(["decoder.mjs"], ANY)].filter((name) => !atStart.has(name));
    const exifTool = globSync("exiftool/**/*.p[lm]", { cwd: join(BUILD, "dist") });
    const packages = ["@imagemagick/magick-wasm/dist/x86/magick.wasm", "@contentauth/c2pa-wasm/pkg/c2pa_bg.wasm"];
    const modules = ["zeroperl.wasm", ...exifTool, ...packages.map((file) => `../node_modules/${file}`)];
    table.add({
      what: "loaded by a decoder when first needed: libheif; ImageMagick; Perl and ExifTool; C2PA",
      ours: `${megabytes(sizeOf(later) + sizeOf(modules))}`,
      floor: "",
      ratio: "",
      target: "",
      met: null,
    });
  });

const STATIC = /(?:from|import) ?"(\.[^"]+\.mjs)"/g;
const ANY = /(?:from|import) ?\(?"(\.[^"]+\.mjs)"/g;

/** Files of `dist/` that these import, and so on. */
function closure(names: readonly string[], imports: RegExp): Set<string> {
  const found = new Set(names);
  for (const name of found) {
    const text = readFileSync(join(BUILD, "dist", name), "utf8");
    for (const [, path = ""] of text.matchAll(imports)) found.add(join(dirname(name), path));
  }
  return found;
}

/** Bytes. */
const sizeOf = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + statSync(join(BUILD, "dist", name)).size, 0);

/** The addresses of the scripts that a page loads in a browser of today; `nomodule` is for those before. */
function scriptsOf(html: string): Set<string> {
  const tags = (html.match(/<script [^>]*>/g) ?? []).filter((tag) => !/\bnomodule\b/i.test(tag));
  return new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []));
}
