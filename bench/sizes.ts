import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Section } from "./section.ts";
import { BUILD, startProduct, withServers } from "./servers.ts";
import { kilobytes, megabytes } from "./table.ts";

/** bytes, gzip: what the scripts of an empty app of the same build weigh, and what ours may add */
const MOST_ADDED = 30_000;
const MOST_BUNDLE = 5_000_000;

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
      target: `<= + ${kilobytes(MOST_ADDED)}`,
      met: ours - empty <= MOST_ADDED,
    });
    const [worker = 0, decoder = 0] = ["worker", "decoder"].map(
      (name) => statSync(join(BUILD, `dist/${name}.mjs`)).size,
    );
    table.add({
      what: "worker bundle, with its decoder, without sharp",
      ours: megabytes(worker + decoder),
      floor: "",
      ratio: "",
      target: `<= ${megabytes(MOST_BUNDLE)}`,
      met: worker + decoder <= MOST_BUNDLE,
    });
  });

/** The addresses of the scripts that a page loads in a browser of today; `nomodule` is for those before. */
function scriptsOf(html: string): Set<string> {
  const tags = (html.match(/<script [^>]*>/g) ?? []).filter((tag) => !/\bnomodule\b/i.test(tag));
  return new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []));
}
