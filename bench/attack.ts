import { fork } from "node:child_process";
import { once } from "node:events";
import { globSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { treeMemory, watchPeak } from "./processes.ts";
import { median } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, startProduct, type Visitor, withServers } from "./servers.ts";
import { megabytes, milliseconds } from "./table.ts";

const SECONDS = 120;
/** rounds of the working visitor before the attack, for its times on an idle server */
const IDLE_ROUNDS = 10;
const MAX_RATIO = 3;

type Times = Record<"page" | "upload to ready" | "preview" | "conversion", number>;

/**
 * Three visitors do all that one can do to stop the service (`attackers.ts`) for two minutes; a fourth works: looks at
 * the sheet, sends a picture, looks at it, converts it. His times then, against those on the idle server before.
 */
export const attack: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder)], async (product) => {
    const visitor = newVisitor(product);
    const picture = await readFile(pictures.jpeg12);
    const idle: Times[] = [];
    for (let round = 0; round < IDLE_ROUNDS; round++) idle.push(await work(visitor, picture));

    const memory = watchPeak(() => treeMemory(product.pid), 500);
    const attackers = fork(new URL("attackers.ts", import.meta.url), [product.address], { execArgv: [] });
    // They are elsewhere in truth: here they must not take the cores from the server that they attack.
    setPriority(attackers.pid ?? 0, constants.priority.PRIORITY_LOW);
    await once(attackers, "message");
    const busy: Times[] = [];
    const refused: string[] = [];
    for (const end = Date.now() + SECONDS * 1000; Date.now() < end; await pause(200)) {
      await work(visitor, picture).then(
        (times) => busy.push(times),
        (error: Error) => refused.push(error.message),
      );
    }
    attackers.send("stop");
    const [answers] = await once(attackers, "message");
    await once(attackers, "exit");

    for (const what of ["page", "upload to ready", "preview", "conversion"] as const) {
      const of = (rounds: Times[]) => median(rounds.map((round) => round[what]));
      const ratio = of(busy) / of(idle);
      const slowest = Math.max(...busy.map((round) => round[what]));
      table.add({
        what: `${SECONDS} s under attack by three, a fourth's ${what}; the slowest`,
        ours: `${milliseconds(of(busy))}; ${milliseconds(slowest)}`,
        floor: `${milliseconds(of(idle))} idle`,
        ratio: ratio.toFixed(2),
        target: `<= ${MAX_RATIO.toFixed(2)}`,
        met: ratio <= MAX_RATIO,
      });
    }
    table.add({
      what: "under attack by three: what the fourth was refused",
      ours: `${refused.length} of ${busy.length + refused.length} rounds${refused[0] ? `: ${refused[0]}` : ""}`,
      floor: "",
      ratio: "",
      target: "0",
      met: refused.length === 0,
    });
    const told = Object.entries(answers as Record<string, number>).map(([status, count]) => `${status}: ${count}`);
    table.add({
      what: "under attack: answers to the three (0: dropped); most memory of all processes; kept on the disk",
      ours: `${told.join(", ")}; ${megabytes(memory.stop())}; ${megabytes(bytesIn(folder))}`,
      floor: "",
      ratio: "",
      target: "",
      met: null,
    });
  });

function bytesIn(folder: string): number {
  const sizes = globSync("**/*", { cwd: folder }).map((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false }),
  );
  return sizes.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0);
}

async function work(visitor: Visitor, picture: Buffer): Promise<Times> {
  let id = "";
  const timed = async (what: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await what();
    return (performance.now() - began) / 1000;
  };
  const times = {
    page: await timed(() => visitor.client.expect(200, "/")),
    "upload to ready": await timed(async () => {
      id = await visitor.send("photo.jpg", picture);
    }),
    preview: await timed(() => visitor.client.expect(200, `/api/images/${id}/preview`)),
    conversion: await timed(() => visitor.client.expect(200, `/api/images/${id}/convert?format=webp&width=800`)),
  };
  await visitor.client.expect(204, `/api/images/${id}`, { method: "DELETE" });
  return times;
}
