/** Visitors who do what they like while processes die at any moment. */
import { createVisitor } from "#e2e/visitor.ts";
import { checkInvariants } from "./invariants.ts";
import { createLane, type Lane } from "./lane.ts";
import { createLedger } from "./ledger.ts";
import { type Random, randomFrom } from "./random-from.ts";
import type { Row } from "./report.ts";
import { announceOne, converted, next, picture, remove, sendForm, sendTo } from "./steps.ts";
import { pick, strikeOne } from "./strike.ts";

const VISITORS = 5;
/** Deaths of workers and decoders before the server's, which ends a round. */
const DEATHS = 4;
const PAUSE_MS = 250;

/** The same server and folder, for another visitor. */
function guestOf(lane: Lane): Lane {
  const visitor = createVisitor(lane.visitor.address);
  const guest = { ...lane, visitor, ledger: createLedger() };
  return Object.defineProperty(guest, "server", { get: () => lane.server });
}

/** One thing that a visitor does; throws what fetch throws where the server dies. */
async function doSomething(guest: Lane, random: Random): Promise<void> {
  const kept = [...guest.ledger.entries.values()].filter(({ promised }) => promised === "kept");
  const choice = random();
  if (kept.length < 2 || choice < 0.25) return void (await sendForm(guest, next(), next()));
  if (choice < 0.45) return sendTo(guest, await announceOne(guest, next()));
  const image = await guest.visitor.json(`/api/images/${pick(random, kept)!.id}`);
  if (choice < 0.65) return remove(guest, image.links.self, [image]);
  if (choice < 0.67)
    return remove(
      guest,
      "/api/workspace",
      (await guest.visitor.json<{ images: (typeof image)[] }>("/api/images?limit=500")).images,
    );
  if (image.status !== "ready") return;
  if (choice < 0.75) return void (await picture(guest, image.links.preview));
  const format = pick(random, ["jpeg", "png", "webp", "tiff"]);
  await picture(guest, converted(image, `format=${format}&width=${20 + Math.floor(random() * 200)}`));
}

/** Busy, or the picture is blamed for the decoder that was killed under it: both are answers. */
const isAnswer = (message: string) => /answered (503|422|409)\b/.test(message);

export async function runRandom(seed: number, rounds: number): Promise<Row> {
  const random = randomFrom(seed);
  const lane = createLane({});
  const row: Row = { scenario: `anything, by ${VISITORS} visitors`, points: 0, runs: 0, kills: 0, losses: [] };
  const guests: Lane[] = [];
  try {
    await lane.start();
    for (let i = 0; i < VISITORS; i++) guests.push(guestOf(lane));
    for (let round = 1; round <= rounds && row.losses.length === 0; round++) {
      const faults = await runRound(lane, guests, random, row);
      row.runs++;
      for (const fault of faults) row.losses.push(`seed ${seed}, round ${round}: ${fault}`);
    }
  } finally {
    await lane.end();
  }
  return row;
}

async function runRound(lane: Lane, guests: Lane[], random: Random, row: Row): Promise<string[]> {
  const faults: string[] = [];
  const { server } = lane;
  let over = false;
  const busy = guests.map(async (guest) => {
    while (!over) {
      try {
        await doSomething(guest, random);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (!over && server.process.signalCode === null && !isAnswer(message)) faults.push(message);
      }
    }
  });
  const pause = () => new Promise((go) => setTimeout(go, PAUSE_MS * random()));
  for (let death = 0; death < DEATHS; death++) {
    await pause();
    if (strikeOne(server.process.pid!, random)) row.kills++;
  }
  await pause();
  over = true;
  await server.crash();
  row.kills++;
  await Promise.all(busy);
  await lane.start();
  for (const guest of guests) {
    guest.visitor.address = lane.visitor.address;
    faults.push(...(await checkInvariants(guest, {})));
  }
  return faults;
}
