/** What a conversion may cost, and what is kept of it. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, noisy, photo } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem } from "#e2e/visitor.ts";

test("serves what it can and asks the others to come back when many convert at once", async ({ start }) => {
  const server = await start({ CONVERT_CONCURRENCY: "1", CONVERT_QUEUE: "1" });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 1200, height: 800 }));
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => visitor.fetch(`${links.convert}?format=webp&width=${1200 - i}`)),
  );
  const tooMany = answers.filter(({ status }) => status === 429);
  const served = answers.filter(({ status }) => status === 200);
  expect(served.length + tooMany.length).toBe(12);
  expect(served.length).toBeGreaterThan(0);
  expect(tooMany.length).toBeGreaterThan(0);
  for (const answer of served) expect((await sharp(await bytesOf(answer)).metadata()).format).toBe("webp");
  for (const answer of tooMany) {
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    await expectProblem(answer, 429, "too_many_requests"); // one visitor alone asks for so much
  }
  expect((await visitor.fetch(`${links.convert}?format=webp&width=500`)).status).toBe(200);
});

test("packs a whole archive however short the queue is", async ({ start }) => {
  const server = await start({ CONVERT_CONCURRENCY: "1", CONVERT_QUEUE: "0" });
  const visitor = createVisitor(server.address);
  for (const name of ["1.jpg", "2.jpg", "3.jpg"]) await visitor.ready(await photo(name));
  const answer = await visitor.fetch("/api/archive?format=webp");
  expect(answer.status).toBe(200);
  expect((await bytesOf(answer)).includes("errors.txt")).toBe(false);
});

test("gives a conversion up that takes too long, and goes on", async ({ start }) => {
  const server = await start({ CONVERT_TIMEOUT_SECONDS: "3", CONVERT_CONCURRENCY: "1" });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await photo("small.jpg", { width: 300, height: 300 }));
  const slow = await visitor.fetch(`${links.convert}?format=avif&width=10000&enlarge=1&quality=100`);
  const { detail } = await expectProblem(slow, 504, "conversion_timeout");
  expect(detail).toContain("3 s");
  expect((await visitor.fetch(`${links.convert}?format=webp`)).status).toBe(200);
  expect(server.place.filesInWork()).toEqual([]);
});

test("makes one conversion for all who ask for the same at once", async ({ start }) => {
  const server = await start({ CONVERT_CONCURRENCY: "1", CONVERT_QUEUE: "1" });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 1200, height: 800 }));
  const address = `${links.convert}?format=webp&width=1000`;
  const answers = await Promise.all(Array.from({ length: 12 }, () => visitor.fetch(address)));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  const [first, ...others] = await Promise.all(answers.map(bytesOf));
  for (const other of others) expect(Buffer.compare(other, first!)).toBe(0);
});

test("keeps results, so that the second request converts nothing", async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await photo());
  const before = await server.place.storedKeys();
  await bytesOf(await visitor.fetch(`${links.convert}?format=webp`));
  const after = await server.place.storedKeys();
  expect(after).toHaveLength(before.length + 1);
  await bytesOf(await visitor.fetch(`${links.convert}?format=webp`));
  expect(await server.place.storedKeys()).toEqual(after);
});

test("keeps no result with CONVERT_STORE=0, and gives the same bytes all the same", async ({ start }) => {
  const server = await start({ CONVERT_STORE: "0" });
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await photo());
  await visitor.ready(await animatedGif());
  const before = await server.place.storedKeys();
  const [first, second] = [
    await bytesOf(await visitor.fetch(`${links.convert}?format=webp&width=200`)),
    await bytesOf(await visitor.fetch(`${links.convert}?format=webp&width=200`)),
  ];
  expect(await sharp(first).metadata()).toMatchObject({ format: "webp", width: 200 });
  expect(Buffer.compare(first, second)).toBe(0);
  const archive = await visitor.fetch("/api/archive?format=webp&width=50");
  expect(archive.status).toBe(200);
  expect((await bytesOf(archive)).includes("errors.txt")).toBe(false);
  await expect.poll(() => server.place.storedKeys()).toEqual(before);
});
