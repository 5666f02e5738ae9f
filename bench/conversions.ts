import type { Pictures } from "./pictures.ts";
import { treeCpu, treeMemory, watchPeak } from "./processes.ts";
import { inLanes, interleave, median, type Round, ratioOf, type Side } from "./rounds.ts";
import type { Bench, Section } from "./section.ts";
import { newVisitor, type Server, startPlain, startProduct, type Visitor, withServers } from "./servers.ts";
import { ssim } from "./ssim.ts";
import { kilobytes, megabytes, milliseconds, perSecond, ratioRow } from "./table.ts";

interface Conversion {
  name: string;
  picture: keyof Pictures;
  format: string;
  /** px; null: as large as it is */
  width: number | null;
  /** CPU of the thriftiest peer against plain sharp with its defaults (Next's optimizer, ipx, Flask with Pillow, nginx) */
  peer: number | null;
}

const CONVERSIONS: readonly Conversion[] = [
  { name: "12 MP JPEG -> WebP 1600", picture: "jpeg12", format: "webp", width: 1600, peer: 1.0 },
  { name: "the same with a location to take out", picture: "located12", format: "webp", width: 1600, peer: null },
  { name: "12 MP JPEG -> JPEG 800", picture: "jpeg12", format: "jpeg", width: 800, peer: 1.2 },
  { name: "12 MP JPEG -> WebP 320", picture: "jpeg12", format: "webp", width: 320, peer: 1.1 },
  { name: "8 MP alpha PNG -> WebP", picture: "alpha8", format: "webp", width: null, peer: 0.87 },
  { name: "12 MP JPEG -> AVIF 1600", picture: "jpeg12", format: "avif", width: 1600, peer: 0.22 },
  { name: "24 MP JPEG -> PNG", picture: "jpeg24", format: "png", width: null, peer: 3.8 },
];

const ROUNDS = { alone: 4, eight: 3 };
/** s of work in a round: the clock of the kernel ticks 100 times a second */
const ROUND_SECONDS = 1.2;
/** conversions of a tiny picture before the first round: a server runs for days, its compiler is done after seconds */
const WARM_UP = 1000;
/** bytes: ours keeps the picture's metadata */
const MAX_METADATA = 2000;
const SMALL = 500;
/** what ipx kept after load; Next's optimizer kept 1.26 GB */
const PEER_MEMORY = 950_000_000;

/** One conversion after another, and eight at once, against plain sharp with the same settings; nothing is stored. */
export const conversions: Section = (bench) =>
  withServers(
    [startProduct(bench.folder, { CONVERT_STORE: "0", CONVERT_TIMEOUT_SECONDS: "120" }), startPlain()],
    async (product, plain) => {
      const visitor = newVisitor(product);
      const tiny = await visitor.upload(bench.pictures.tiny);
      await inLanes(WARM_UP, 8, () => visitor.client.expect(200, `/api/images/${tiny}/convert?format=webp`));
      const ids = new Map<string, string>();
      const peaks: number[][] = [[], []];
      for (const conversion of CONVERSIONS) {
        const path = bench.pictures[conversion.picture];
        const id = ids.get(path) ?? (await visitor.upload(path));
        ids.set(path, id);
        const peak = await one(bench, conversion, { product, plain, visitor, id });
        for (const [index, list] of peaks.entries()) list.push(peak[index] ?? 0);
      }
      const [ours = 0, floor = 0] = peaks.map((list) => Math.max(...list));
      bench.table.add({
        what: "memory of all processes, most while converting eight at once",
        ours: megabytes(ours),
        floor: megabytes(floor),
        ratio: (ours / floor).toFixed(2),
        target: `<= ${megabytes(PEER_MEMORY)}`,
        met: ours <= PEER_MEMORY,
      });
    },
  );

interface Ready {
  product: Server;
  plain: Server;
  visitor: Visitor;
  id: string;
}

async function one({ table, pictures }: Bench, conversion: Conversion, ready: Ready): Promise<number[]> {
  const { product, plain, visitor, id } = ready;
  const { name, format, width, peer } = conversion;
  const size = width === null ? "" : `&width=${width}`;
  const file = pictures[conversion.picture];
  const plainPath = `/convert?file=${encodeURIComponent(file)}&format=${format}${size}`;
  const ask = {
    ours: (keep = false) => visitor.client.expect(200, `/api/images/${id}/convert?format=${format}${size}`, { keep }),
    plain: (keep = false) => plain.client.expect(200, plainPath, { keep }),
    defaults: (keep = false) => plain.client.expect(200, `${plainPath}&defaults=1`, { keep }),
  };
  const results = { ours: await ask.ours(true), plain: await ask.plain(true), defaults: await ask.defaults(true) };
  if (Math.abs(results.ours.bytes - results.plain.bytes) > MAX_METADATA + results.plain.bytes / 100)
    throw new Error(`${name}: the plain server's encoder settings are not those of the build: build anew`);
  const seconds = await timeOf(ask.plain);

  const side = (server: Server, work: () => Promise<unknown>, count: number, lanes: number): Side => ({
    cpu: () => treeCpu(server.pid),
    work: () => inLanes(count, lanes, work),
  });
  const alone = Math.max(1, Math.round(ROUND_SECONDS / seconds));
  const few = Math.max(1, Math.round(ROUND_SECONDS / (await timeOf(ask.defaults))));
  const [ours, floor, defaults] = await interleave(ROUNDS.alone, [
    side(product, ask.ours, alone, 1),
    side(plain, ask.plain, alone, 1),
    side(plain, ask.defaults, peer === null ? 1 : few, 1),
  ]);
  const dearest = width !== null && width < SMALL ? 1.2 : 1.1;
  addPair(table, `${name}, one at a time`, ours, floor, dearest);

  const many = Math.max(1, Math.ceil((2 * alone) / 8)) * 8;
  const watches = [product, plain].map(({ pid }) => watchPeak(() => treeMemory(pid), 200));
  const [oursAtEight, floorAtEight] = await interleave(ROUNDS.eight, [
    side(product, ask.ours, many, 8),
    side(plain, ask.plain, many, 8),
  ]);
  const peak = watches.map((watch) => watch.stop());
  addPair(table, `${name}, eight at once`, oursAtEight, floorAtEight, dearest);
  if (peer === null) return peak;

  const values = { ours: cpu(ours), floor: cpu(defaults), ratio: ratioOf(ours, defaults, (round) => round.cpu) };
  table.add(ratioRow(`${name}: CPU against sharp's defaults; the best peer`, values, { most: peer }));
  const likeness = {
    ours: await ssim(file, results.ours.body, width),
    defaults: await ssim(file, results.defaults.body, width),
  };
  table.add({
    what: `${name}: bytes and SSIM against sharp's defaults`,
    ours: `${kilobytes(results.ours.bytes)}, ${likeness.ours.toFixed(4)}`,
    floor: `${kilobytes(results.defaults.bytes)}, ${likeness.defaults.toFixed(4)}`,
    ratio: (results.ours.bytes / results.defaults.bytes).toFixed(2),
    target: "",
    met: null,
  });
  return peak;
}

function addPair(table: Bench["table"], name: string, ours: Round[] = [], floor: Round[] = [], dearest: number): void {
  const cpuRatio = ratioOf(ours, floor, (round) => round.cpu);
  table.add(ratioRow(`${name}: CPU`, { ours: cpu(ours), floor: cpu(floor), ratio: cpuRatio }, { most: dearest }));
  const rate = (rounds: Round[]) => perSecond(median(rounds.map((round) => 1 / round.wall)));
  const rateRatio = ratioOf(ours, floor, (round) => 1 / round.wall);
  table.add(ratioRow(`${name}: images`, { ours: rate(ours), floor: rate(floor), ratio: rateRatio }, { least: 0.9 }));
}

const cpu = (rounds: Round[] = []): string => milliseconds(median(rounds.map((round) => round.cpu)));

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
