/**
 * Visitors who never rest while the worker and decoders die at random: at the end all is as it was at the beginning.
 * `npm run stories -- SOAK_SECONDS=1800 e2e/load/soak.spec.ts` goes on for half an hour.
 */
import { storedFiles } from "#e2e/data-folder.ts";
import { expect, test } from "#e2e/fixtures.ts";
import { readRows } from "#e2e/kills/data-rows.ts";
import { randomFrom } from "#e2e/kills/random-from.ts";
import { strikeOne } from "#e2e/kills/strike.ts";
import { type Picture, photo } from "#e2e/pictures.ts";
import { tellsProcesses } from "#e2e/processes.ts";
import { createVisitor, type Visitor } from "#e2e/visitor.ts";
import { megabytes, openFiles, residentOf } from "./process-view.ts";

const SECONDS = Number(process.env.SOAK_SECONDS ?? 20);
const SEED = Number(process.env.SOAK_SEED ?? process.ppid);
const VISITORS = 6;
const LONGEST_PAUSE_MS = 3000;
/** What a server may keep of its work: code that was compiled meanwhile, and garbage that nobody asked to be collected. */
const MAX_GROWTH = 150_000_000;

test("has as many files, rows and bytes after hours of work and deaths as before", async ({ start }) => {
  test.skip(!tellsProcesses, "needs /proc to see what a process holds");
  test.setTimeout((SECONDS + 240) * 1000);
  const server = await start();
  const random = randomFrom(SEED);
  const pictures = await Promise.all([300, 900, 1800].map((width) => photo(`${width}.jpg`, { width, height: 700 })));
  const visitors = Array.from({ length: VISITORS }, () => createVisitor(server.address));
  for (const visitor of visitors) await live(visitor, pictures, random);
  const look = () => {
    const { stored, others, sockets } = openFiles(server.process.pid!, server.dataDir);
    return { files: stored.length + others, sockets, memory: residentOf(server.process.pid!) };
  };
  const before = look();

  const end = performance.now() + SECONDS * 1000;
  const going = () => performance.now() < end;
  let kills = 0;
  const killer = async () => {
    while (going()) {
      await new Promise((next) => setTimeout(next, random() * LONGEST_PAUSE_MS));
      if (strikeOne(server.process.pid!, random)) kills++;
    }
  };
  let rounds = 0;
  const visits = visitors.map(async (visitor) => {
    for (; going(); rounds++) await live(visitor, pictures, random);
  });
  await Promise.all([killer(), ...visits]);

  await expect.poll(() => readRows(server.dataDir).messages, { timeout: 120_000 }).toBe(0);
  expect(readRows(server.dataDir)).toEqual({
    images: [],
    usage: [],
    results: [],
    messages: 0,
    lostDetails: 0,
    lostResults: 0,
  });
  await expect.poll(() => storedFiles(server.dataDir)).toEqual([]);
  const after = look();
  console.log(
    `${rounds} visits and ${kills} deaths in ${SECONDS} s (SOAK_SEED=${SEED}): ${before.files} open files, then ` +
      `${after.files}; ${megabytes(before.memory)}, then ${megabytes(after.memory)}`,
  );
  expect(after.files).toBeLessThanOrEqual(before.files + 2); // databases open a log of theirs as they need it
  expect(after.memory - before.memory).toBeLessThan(MAX_GROWTH);
});

/** A whole visit. No picture is blamed for a decoder that somebody killed: each of them is ready at last. */
async function live(visitor: Visitor, pictures: readonly Picture[], random: () => number): Promise<void> {
  const [one, ...others] = await visitor.send(...pictures);
  const width = 50 + Math.floor(random() * 500);
  for (const { id } of [one!, ...others]) expect((await visitor.settled(id)).status).toBe("ready");
  const answers = await Promise.all([
    visitor.fetch("/"),
    visitor.fetch(one!.links.preview),
    visitor.fetch(`${one!.links.convert}?format=webp&width=${width}`),
    visitor.fetch(`/api/archive?format=png&width=${width}`),
  ]);
  for (const answer of answers) {
    expect([200, 429, 503]).toContain(answer.status);
    await answer.arrayBuffer();
  }
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
}
