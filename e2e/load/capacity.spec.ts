/** More at once than there is room for: everything is answered, with the bytes or with a time to come back. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { noisy, type Picture, photo } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";
import { temporaryFiles, uploadsWithoutRecord, usageOf } from "./catalog-view.ts";
import { askingForHealth } from "./health.ts";
import { decodersOf, megabytes, peakOf, workerOf } from "./process-view.ts";
import { allImages, begin, sendTo, settledImages } from "./uploads.ts";

const CONCURRENCY = 2;
const QUEUE = 8;
test.use({ settings: { CONVERT_CONCURRENCY: String(CONCURRENCY), CONVERT_QUEUE: String(QUEUE) } });

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

test("answers ten times more conversions than fit with the picture or with a time to come back, and another visitor at once", async ({
  visitor,
  server,
}) => {
  const other = createVisitor(server.address);
  const theirs = await other.ready(await photo("other.jpg", { width: 200, height: 100 }));
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 900, height: 600 }));
  const convert = async (i: number) => {
    const format = (["webp", "jpeg", "png"] as const)[i % 3]!;
    const answer = await visitor.fetch(`${links.convert}?format=${format}&width=${900 - i}`);
    if (answer.status === 429) {
      expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      await expectProblem(answer, 429, "too_many_requests"); // this one visitor alone asks for so much
      return "too many";
    }
    expect(answer.status).toBe(200);
    const { data, info } = await sharp(await bytesOf(answer))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width).toBe(900 - i);
    expect(data.length).toBe(info.width * info.height * info.channels);
    return "served";
  };
  const flood = Promise.all(times(10 * (CONCURRENCY + QUEUE), convert));
  const besides = Promise.all(times(3, (i) => other.fetch(`${theirs.links.convert}?format=webp&width=${50 + i}`)));
  const { result, health } = await askingForHealth(server.address, flood);
  expect((await besides).map(({ status }) => status)).toEqual([200, 200, 200]);
  const served = result.filter((end) => end === "served").length;
  console.log(
    `100 conversions at once: ${served} served, ${100 - served} asked to come back; ${health.asked} x health, the longest ` +
      `${health.longest.toFixed(0)} ms; the server's memory at most ${megabytes(peakOf(server.process.pid!))}`,
  );
  expect(health.failed).toBe(0);
  expect(served).toBeGreaterThanOrEqual(CONCURRENCY + QUEUE / 2); // one workspace may fill half of the queue
  expect(served).toBeLessThan(100);
  expect(decodersOf(server).length).toBeLessThanOrEqual(3 * CONCURRENCY + 1); // the server's, with those for others, and the worker's
  expect((await visitor.fetch(`${links.convert}?format=webp&width=77`)).status).toBe(200);
  await expect.poll(() => temporaryFiles(server.dataDir)).toEqual([]);
});

test("gives all who came back what they asked for", async ({ visitor }) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 500, height: 400 }));
  const persist = async (i: number) => {
    for (let tries = 1; tries < 400; tries++) {
      const answer = await visitor.fetch(`${links.convert}?format=webp&width=${100 + i}`);
      const bytes = await bytesOf(answer);
      if (answer.status === 200) return (await sharp(bytes).metadata()).width;
      expect(answer.status).toBe(429);
    }
    return "never";
  };
  expect(await Promise.all(times(60, persist))).toEqual(times(60, (i) => 100 + i));
});

test("packs whole archives of sixty pictures for four at once", async ({ visitor, server }) => {
  const pictures = await Promise.all(
    times(60, (i) => photo(i % 3 ? `same.jpg` : `${i}.jpg`, { width: 40 + i, height: 30 })),
  );
  for (const some of [0, 20, 40]) await visitor.send(...pictures.slice(some, some + 20));
  await settledImages(visitor);
  const widths = async (answer: Response, format: string | undefined) => {
    expect(answer.status).toBe(200);
    const entries = unzip(await bytesOf(answer));
    expect(new Set(entries.map(({ name }) => name)).size).toBe(60);
    const facts = await Promise.all(entries.map(({ bytes }) => sharp(bytes).metadata()));
    expect(new Set(facts.map((fact) => fact.format))).toEqual(new Set([format ?? "jpeg"]));
    return facts.map(({ width }) => width).sort((a, b) => a - b);
  };
  const archive = async (i: number) => {
    const format = ["webp", "webp", undefined, "png"][i % 4]; // the same for several, and the originals
    return widths(await visitor.fetch(`/api/archive${format ? `?format=${format}` : ""}`), format);
  };
  const { result, health } = await askingForHealth(server.address, Promise.all(times(4, archive)));
  for (const one of result) expect(one).toEqual(times(60, (i) => 40 + i));
  console.log(`4 archives of 60 at once: health at most ${health.longest.toFixed(0)} ms`);
  expect(health.failed).toBe(0);
  await expect.poll(() => temporaryFiles(server.dataDir)).toEqual([]);
});

test("packs whole archives also where others ask for the same conversions and are sent away", async ({ visitor }) => {
  const pictures = await Promise.all(times(12, (i) => noisy(`${i}.jpg`, { width: 300, height: 200 })));
  await visitor.send(...pictures);
  const images = await settledImages(visitor);
  for (let round = 0; round < 6; round++) {
    const query = `format=webp&quality=${40 + round}`;
    const single = images.flatMap(({ links }) => times(3, () => visitor.fetch(`${links.convert}?${query}`)));
    const crowd = images.flatMap(({ links }) =>
      times(2, (i) => visitor.fetch(`${links.convert}?${query}&width=${99 - i}`)),
    );
    const archives = times(2, () => visitor.fetch(`/api/archive?${query}`));
    const packed = await Promise.all(archives.map(async (answer) => unzip(await bytesOf(await answer))));
    for (const answer of await Promise.all([...single, ...crowd])) {
      const said = answer.status === 200 ? String((await bytesOf(answer)).length) : await answer.text();
      expect([200, 429], said).toContain(answer.status);
    }
    for (const entries of packed) {
      const errors = entries.find(({ name }) => name === "errors.txt");
      expect(String(errors?.bytes ?? "")).toBe("");
      expect(entries).toHaveLength(12);
    }
  }
});

test("stays healthy and exact while all of it happens at once", async ({ quiet }) => {
  const visitors = times(6, () => createVisitor(quiet.address));
  const workers = [quiet.process.pid!, workerOf(quiet)];
  const small: Picture[] = await Promise.all(times(4, (i) => photo(`small-${i}.jpg`, { width: 90, height: 60 + i })));
  const [, second, third, fourth] = small;
  await Promise.all(visitors.map((visitor) => visitor.ready(small[0]!)));
  const live = async (visitor: Visitor) => {
    for (let round = 0; round < 3; round++) {
      const [image] = await allImages(visitor);
      const [upload] = await begin(visitor, second!);
      const answers = await Promise.all([
        sendTo(upload!, second!),
        visitor.post([third!, fourth!]),
        visitor.fetch("/"),
        visitor.fetch(image!.links.original),
        visitor.fetch("/api/archive"),
        ...times(4, (i) => visitor.fetch(`/api/images/${image!.id}/convert?format=webp&width=${10 + 4 * round + i}`)),
      ]);
      for (const answer of answers) {
        expect([200, 201, 204, 429, 503, 409]).toContain(answer.status);
        if (answer.status === 503) await expectProblem(answer, 503, "busy");
        else await answer.arrayBuffer();
      }
      const [oldest] = (await allImages(visitor)).slice(-1);
      expect((await visitor.fetch(`/api/images/${oldest!.id}`, { method: "DELETE" })).status).toBe(204);
    }
    return settledImages(visitor);
  };
  const { result, health } = await askingForHealth(quiet.address, Promise.all(visitors.map(live)));
  console.log(`mixed load: ${health.asked} x health, the longest ${health.longest.toFixed(0)} ms`);
  expect(health.failed).toBe(0);
  for (const images of result) {
    expect(images).toHaveLength(1 + 3 * 3 - 3);
    expect(new Set(images.map(({ status }) => status))).toEqual(new Set(["ready"]));
  }
  const usage = usageOf(quiet.dataDir);
  expect(usage.said).toEqual(usage.true);
  expect(uploadsWithoutRecord(quiet.dataDir)).toEqual([]);
  expect([quiet.process.pid!, workerOf(quiet)]).toEqual(workers);
});
