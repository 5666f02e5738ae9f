/** Lines that break at any moment: nothing stays behind, neither on the disk nor in the server. */
import { expect, test } from "#e2e/fixtures.ts";
import { noisy, photo, uncompressed } from "#e2e/pictures.ts";
import { isRunning, tellsProcesses } from "#e2e/processes.ts";
import type { TestServer } from "#e2e/server.ts";
import { bytesOf, createVisitor, type Visitor } from "#e2e/visitor.ts";
import { temporaryFiles, uploadsWithoutRecord, usageOf } from "./catalog-view.ts";
import { decodersOf, familyOf, megabytes, openFiles, residentOf, ticksOf, workerOf } from "./process-view.ts";
import { type Random, seeded } from "./random.ts";
import {
  breakAtMoment,
  breakWhileReading,
  breakWhileSending,
  cookieOf,
  formRequest,
  type RawRequest,
} from "./raw-client.ts";
import { allImages, begin, sendTo, settledImages } from "./uploads.ts";

test.skip(!tellsProcesses, "needs /proc to see open files and memory");
test.use({ settings: { CONVERT_CONCURRENCY: "2", CONVERT_QUEUE: "200", WORKSPACE_MAX_IMAGES: "400" } });
test.describe.configure({ timeout: 120_000 });

const ROUNDS = 3;
const SEED = 20261123;

type Break = (visitor: Visitor, random: Random) => Promise<void>;

/** More than the sockets of both sides hold, so that a break leaves the server in the middle of it. */
const big = () => uncompressed("big.tif", { width: 2400, height: 1700 });

/** Nothing in work any more: what is open, running and arriving is as it was. */
async function expectRest(server: TestServer, before: Resting): Promise<void> {
  const seen = () => {
    const { server: own, worker, ...rest } = resting(server);
    return {
      ...rest,
      serverFiles: own.stored,
      workerFiles: worker.stored,
      serverOthers: Math.max(0, own.others - before.server.others),
      workerOthers: Math.max(0, worker.others - before.worker.others),
      // the test's own client keeps a connection for each of its eight lanes
      sockets: Math.max(0, own.sockets - before.server.sockets - 16),
    };
  };
  await expect
    .poll(seen, { timeout: 10_000 })
    .toEqual({ temporary: [], serverFiles: [], workerFiles: [], serverOthers: 0, workerOthers: 0, sockets: 0 });
}

type Resting = ReturnType<typeof resting>;
function resting(server: TestServer) {
  return {
    temporary: temporaryFiles(server.dataDir),
    server: openFiles(server.process.pid!, server.dataDir),
    worker: openFiles(workerOf(server), server.dataDir),
  };
}

/** Waits until the server and all that it started do nothing. */
async function expectIdle(server: TestServer): Promise<void> {
  let before = -1;
  const moved = () => {
    const ticks = familyOf(server)
      .filter(isRunning)
      .map(ticksOf)
      .reduce((sum, own) => sum + own, 0);
    const more = before < 0 ? Number.POSITIVE_INFINITY : ticks - before;
    before = ticks;
    return more;
  };
  await expect.poll(moved, { intervals: [250], timeout: 30_000 }).toBeLessThanOrEqual(2);
}

/** Three rounds of 34 breaks, eight lines at once; then all is as before, and memory does not grow from round to round. */
async function breakMany(server: TestServer, visitor: Visitor, what: string, one: Break, between = async () => {}) {
  const random = seeded(SEED);
  const decoders = 4; // the server's and the worker's, two each; one more that stood by goes after ten seconds
  // The first round fills caches and pools.
  await Promise.all(Array.from({ length: 4 }, () => one(visitor, random)));
  await between();
  await expectIdle(server);
  const pids = [server.process.pid!, workerOf(server)];
  const before = resting(server);
  const memory = [residentOf(server.process.pid!)];
  for (let round = 0; round < ROUNDS; round++) {
    let left = 34;
    const lane = async () => {
      while (left-- > 0) await one(visitor, random);
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    await expectIdle(server);
    await between();
    memory.push(residentOf(server.process.pid!));
  }
  await expectRest(server, before);
  await expect.poll(() => decodersOf(server).length).toBeLessThanOrEqual(decoders);
  expect([server.process.pid!, workerOf(server)]).toEqual(pids);
  await settledImages(visitor);
  const usage = usageOf(server.dataDir);
  expect(usage.said).toEqual(usage.true);
  expect(uploadsWithoutRecord(server.dataDir)).toEqual([]);
  console.log(`${what}: the server's memory after each round ${memory.map(megabytes).join(", ")} (seed ${SEED})`);
  expect(memory.at(-1)! - memory[1]!).toBeLessThan(100e6);
  return before;
}

const get = (visitor: Visitor, address: string): RawRequest => ({ method: "GET", address, headers: cookieOf(visitor) });

test("leaves nothing of a form that breaks off", async ({ quiet, visitor }) => {
  const kept = await visitor.ready(await photo("kept.jpg"));
  const picture = await uncompressed("large.tif", { width: 1300, height: 1000 });
  let afterTheFile = 0;
  await breakMany(quiet, visitor, "102 broken forms", async (from, random) => {
    const request = formRequest(from, "/api/images", picture);
    const length = request.body!.length;
    // anywhere; and near the two ends, where states change
    const after = random.of(random.below(length), random.below(400), length - 1 - random.below(60), 1_000_000);
    if (after >= length - 6) afterTheFile++;
    await breakWhileSending(from, request, after, random.of(true, false));
  });
  // A file is whole, and taken, once the boundary behind it is there, though the form lacks its last bytes.
  const [oldest, ...others] = (await allImages(visitor)).reverse();
  expect(oldest?.id).toBe(kept.id);
  expect(others.length).toBeLessThanOrEqual(afterTheFile);
  for (const { bytes, status } of others)
    expect({ bytes, status }).toEqual({ bytes: picture.buffer.length, status: "ready" });
});

test("leaves nothing of a line that breaks at its target, and takes the bytes when they come again", async ({
  quiet,
  visitor,
}) => {
  const picture = await uncompressed("announced.tif", { width: 400, height: 300 });
  await visitor.ready(await photo("kept.jpg"));
  let resent = 0;
  await breakMany(
    quiet,
    visitor,
    "102 broken targets",
    async (from, random) => {
      const [upload] = await begin(from, picture);
      const request = formRequest(from, new URL(upload!.target.url).pathname, picture, upload!.target.fields);
      const length = request.body!.length;
      await breakWhileSending(
        from,
        request,
        random.of(random.below(length), length - 1 - random.below(60)),
        random.of(true, false),
      );
      if (random.below(4) > 0) return;
      const again = await sendTo(upload!, picture);
      expect(again.status, await again.text()).toBe(204);
      resent++;
    },
    async () => {
      // what was never sent whole waits for its ten minutes; a person who does not want to deletes it
      for (const { id, name } of await allImages(visitor)) {
        if (name === "announced.tif") await visitor.fetch(`/api/images/${id}`, { method: "DELETE" });
      }
    },
  );
  expect(resent).toBeGreaterThan(10);
  expect((await allImages(visitor)).map(({ name }) => name)).toEqual(["kept.jpg"]);
});

test("closes the file of a download that breaks off", async ({ quiet, visitor }) => {
  const picture = await big();
  const { links } = await visitor.ready(picture);
  const small = await visitor.ready(await photo());
  await breakMany(quiet, visitor, "102 broken downloads", async (from, random) => {
    const address = random.of(links.original, links.original, small.links.original, small.links.thumbnail);
    const after = random.of(0, 1, 300 + random.below(500_000), random.below(picture.buffer.length));
    await breakWhileReading(from, get(from, address), after, random.of(true, false));
  });
  const whole = await bytesOf(await visitor.fetch(links.original));
  expect(Buffer.compare(whole, picture.buffer)).toBe(0);
});

test("finishes or forgets a conversion whose reader is gone", async ({ quiet, visitor }) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 800, height: 600 }));
  let width = 100;
  await breakMany(quiet, visitor, "102 broken conversions", async (from, random) => {
    // new ones, some that others ask for at the same moment, and some that are made already
    width += random.below(2);
    const request = get(from, `${links.convert}?format=${random.of("webp", "png", "jpeg")}&width=${width}`);
    await breakAtMoment(from, request, random.below(60), random.of(true, false));
  });
  const served = await visitor.fetch(`${links.convert}?format=webp&width=${width + 1}`);
  expect((await bytesOf(served)).length).toBeGreaterThan(100);
});

test("finishes or forgets a conversion that nobody keeps", async ({ start }) => {
  const server = await start({ CONVERT_STORE: "0", CONVERT_CONCURRENCY: "2", CONVERT_QUEUE: "200" });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 800, height: 600 }));
  await breakMany(server, visitor, "102 broken fresh conversions", async (from, random) => {
    const request = get(from, `${links.convert}?format=${random.of("webp", "png")}&width=${100 + random.below(700)}`);
    await breakAtMoment(from, request, random.below(60), random.of(true, false));
  });
});

test("closes the files of an archive that breaks off, and converts no further", async ({ quiet, visitor }) => {
  const pictures = await Promise.all(
    Array.from({ length: 12 }, (_, i) => uncompressed(`${i}.tif`, { width: 800, height: 600 })),
  );
  await visitor.send(...pictures);
  await settledImages(visitor);
  await breakMany(quiet, visitor, "102 broken archives", async (from, random) => {
    const query = random.of("", "", `?format=webp&width=${50 + random.below(100)}`, "?format=png&width=60");
    const request = get(from, `/api/archive${query}`);
    if (random.below(2) === 0) return breakAtMoment(from, request, random.below(60), random.of(true, false));
    return breakWhileReading(from, request, random.of(0, 1, random.below(10_000_000)), random.of(true, false));
  });
});
