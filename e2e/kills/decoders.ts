/** Decoding children that die at any moment of a conversion and of the processing of an upload. */
import { noisy } from "#e2e/pictures.ts";
import { childrenOf, commandOf } from "#e2e/processes.ts";
import { bytesOf } from "#e2e/visitor.ts";
import { checkInvariants, decodeWhole } from "./invariants.ts";
import { createLane, distinct, type Lane } from "./lane.ts";
import { type Random, randomFrom } from "./random-from.ts";
import type { Row } from "./report.ts";
import { converted, ready, sendForm, settled } from "./steps.ts";

/** About what a conversion takes. */
const LONGEST_MS = 500;
const LARGE = await noisy("large.jpg", { width: 1200, height: 800 });

export async function runDecoders(seed: number, runs: number): Promise<Row> {
  const random = randomFrom(seed);
  const lane = createLane({});
  const row: Row = { scenario: "conversion and processing, the decoder", points: 0, runs: 0, kills: 0, losses: [] };
  try {
    await lane.start();
    const [image] = await ready(lane, 1, LARGE);
    for (; row.runs < runs && row.losses.length === 0; row.runs++) {
      const query = `format=webp&width=${1000 - row.runs}`;
      const faults = await convertWhileKilled(lane, converted(image!, query), random, row);
      faults.push(...(await sendWhileKilled(lane, random, row)), ...(await checkInvariants(lane, {})));
      for (const fault of faults) row.losses.push(`seed ${seed}, run ${row.runs + 1}: ${fault}`);
    }
  } finally {
    await lane.end();
  }
  return row;
}

/** Two deaths are made good by other children; three are answered 503, and no picture is blamed. Asked for again it comes. */
async function convertWhileKilled(lane: Lane, path: string, random: Random, row: Row): Promise<string[]> {
  const { visitor, server } = lane;
  const faults: string[] = [];
  const answering = visitor.fetch(path);
  const deaths = await killSome(1 + Math.floor(3 * random()), () => decodersOf(server.process.pid!), random);
  row.kills += deaths;
  const answer = await answering;
  const bytes = await bytesOf(answer);
  if (answer.status === 200) await decodeWhole(path, bytes, faults);
  else if (answer.status !== 503 || deaths < 3) faults.push(`${deaths} deaths were answered ${answer.status} ${bytes}`);
  const again = await visitor.fetch(path);
  if (again.status !== 200) faults.push(`asked for again it is ${again.status}`);
  await decodeWhole(path, await bytesOf(again), faults);
  return faults;
}

/** However often its decoder is killed, it is looked at again until it is ready. */
async function sendWhileKilled(lane: Lane, random: Random, row: Row): Promise<string[]> {
  const images = await sendForm(lane, distinct(LARGE));
  const worker = () => childrenOf(lane.server.process.pid!).filter((pid) => commandOf(pid).includes("worker.mjs"));
  row.kills += await killSome(1 + Math.floor(2 * random()), () => worker().flatMap(decodersOf), random);
  const [image] = await settled(lane, images);
  return image?.status === "ready" ? [] : [`it ended ${image?.status} ${JSON.stringify(image?.error)}`];
}

const decodersOf = (parent: number) => childrenOf(parent).filter((pid) => commandOf(pid).includes("decoder.mjs"));

async function killSome(count: number, decoders: () => number[], random: Random): Promise<number> {
  let deaths = 0;
  for (let i = 0; i < count; i++) {
    await new Promise((go) => setTimeout(go, LONGEST_MS * random() ** 2));
    for (const pid of decoders()) {
      try {
        process.kill(pid, "SIGKILL");
        deaths++;
      } catch {
        // it went by itself
      }
    }
  }
  return deaths;
}
