import { childrenRunning, treeCpu } from "./processes.ts";
import { inLanes, interleave, median, type Round, ratioOf } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, startPlain, startProduct, withServers } from "./servers.ts";
import { milliseconds, ratioRow } from "./table.ts";

const ROUNDS = 5;
const PICTURES = 12;

/** From an upload's announcement to `ready`: what the worker and its decoders spend, for all that they find out. */
export const processing: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder), startPlain()], async (product, plain) => {
    const visitor = newVisitor(product);
    const file = `/thumbnail?file=${encodeURIComponent(pictures.jpeg12)}`;
    await visitor.upload(pictures.jpeg12);
    await plain.client.expect(200, file);
    const [worker = 0] = childrenRunning(product.pid, "worker.mjs");
    const [ours = [], floor = []] = await interleave(ROUNDS, [
      { cpu: () => treeCpu(worker), work: () => inLanes(PICTURES, 2, () => visitor.upload(pictures.jpeg12)) },
      { cpu: () => treeCpu(plain.pid), work: () => inLanes(PICTURES, 2, () => plain.client.expect(200, file)) },
    ]);
    const cpu = (rounds: Round[]) => milliseconds(median(rounds.map((round) => round.cpu)));
    const ratio = ratioOf(ours, floor, (round) => round.cpu);
    const values = { ours: cpu(ours), floor: `${cpu(floor)} thumbnail + fields`, ratio };
    table.add(ratioRow("worker, 12 MP JPEG to ready: CPU", values, { most: 1.25 }));
  });
