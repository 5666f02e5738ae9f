import { join } from "node:path";
import { fillWorkspace } from "./catalog.ts";
import { treeCpu } from "./processes.ts";
import { inLanes, interleave, median, type Round, ratioOf, type Side } from "./rounds.ts";
import type { Section } from "./section.ts";
import { type Server, startProduct, withServers } from "./servers.ts";
import { milliseconds, ratioRow } from "./table.ts";

const ROUNDS = 6;
const REQUESTS = 120;
const MAX_CPU = 0.005;
const LIMITS = { WORKSPACE_MAX_IMAGES: "20000", WORKSPACE_MAX_BYTES: "900000000000" };

/** The sheet as a browser gets it, compressed: one full page, with a small catalog behind it and with a large one. */
export const pages: Section = async ({ table, folder }) => {
  const counts = [60, 100, 10_000];
  const folders = counts.map((count) => join(folder, String(count)));
  const cookies = await Promise.all(counts.map((count, index) => fillWorkspace(folders[index] ?? "", count, null)));
  const starting = folders.map((one) => startProduct(one, LIMITS));
  await withServers(starting, async (...servers) => {
    const side = ({ pid, client }: Server, cookie: string): Side => {
      const headers = { cookie, "accept-encoding": "gzip", accept: "text/html" };
      return {
        cpu: () => treeCpu(pid),
        work: () => inLanes(REQUESTS, 2, () => client.expect(200, "/", { headers })),
      };
    };
    const sides = servers.map((server, index) => side(server, cookies[index] ?? ""));
    if (servers[0]) sides.push(side(servers[0], ""));
    await interleave(3, sides); // a page is drawn some hundred times before the compiler is done with it
    const [sixty = [], hundred = [], thousands = [], empty = []] = await interleave(ROUNDS, sides);
    const cpu = (rounds: Round[]) => median(rounds.map((round) => round.cpu));
    table.add({
      what: "the sheet with 60 images: CPU",
      ours: milliseconds(cpu(sixty)),
      floor: `${milliseconds(cpu(empty))} the empty sheet`,
      ratio: "",
      target: `<= ${milliseconds(MAX_CPU)}`,
      met: cpu(sixty) <= MAX_CPU,
    });
    const values = {
      ours: milliseconds(cpu(thousands)),
      floor: `${milliseconds(cpu(hundred))} with 100`,
      ratio: ratioOf(thousands, hundred, (round) => round.cpu),
    };
    table.add(ratioRow("the sheet's first page, 10 000 images in the catalog: CPU", values, { most: 1.1 }));
  });
};
