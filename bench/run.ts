/**
 * `npm run bench`: what the product costs, as ratios to a plain server that is measured in the same run, by turns.
 * `npm run bench -- conversions start` measures these parts alone. Prints one table and writes it to
 * `bench/results.md` (a whole run only). It reports; a missed target is no failure.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { archive } from "./archive.ts";
import { attack } from "./attack.ts";
import { conversions } from "./conversions.ts";
import { gallery } from "./gallery.ts";
import { overload } from "./overload.ts";
import { pages } from "./pages.ts";
import { makePictures } from "./pictures.ts";
import { processing } from "./processing.ts";
import type { Section } from "./section.ts";
import { buildProduct, inFolder } from "./servers.ts";
import { sizes } from "./sizes.ts";
import { start } from "./start.ts";
import { stored } from "./stored.ts";
import { createTable, machine } from "./table.ts";
import { uploads } from "./uploads.ts";

const SECTIONS: Record<string, Section> = {
  conversions,
  stored,
  processing,
  uploads,
  pages,
  gallery,
  archive,
  overload,
  attack,
  start,
  sizes,
};

const HOW =
  "CPU is user and system time of all processes of a server. The floor is a bare `node:http` server that does the " +
  "same with sharp and nothing else, in the same run, by turns; a ratio is the median of the rounds' ratios, with " +
  "the least and the most behind it. Where the range crosses the target, the machine was too busy to tell.";

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in SECTIONS));
if (unknown.length > 0 || process.platform !== "linux") {
  const names = Object.keys(SECTIONS).join(", ");
  console.error(
    process.platform === "linux"
      ? `There is no part ${unknown.join(", ")}. The parts: ${names}.`
      : "The benchmarks read /proc: run them on Linux, or in a container.",
  );
  process.exit(1);
}

const table = createTable();
const failures: string[] = [];
await buildProduct();
await inFolder(async (folder) => {
  process.stderr.write("making pictures\n");
  const pictures = await makePictures(folder);
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    process.stderr.write(`${name}\n`);
    const own = join(folder, name);
    await mkdir(own);
    await section({ table, pictures, folder: own }).catch((error) => {
      failures.push(`${name} did not run: ${error.message}`);
      console.error(error);
    });
  }
});

const { met, missed } = table.counts();
const text = [machine(), "", table.text(), "", `${met} met, ${missed} missed`, ...failures].join("\n");
console.log(text);
if (chosen.length === 0) {
  await writeFile(new URL("results.md", import.meta.url), `# Benchmarks\n\n${HOW}\n\n${text}\n`);
}
process.exitCode = failures.length > 0 ? 1 : 0;
