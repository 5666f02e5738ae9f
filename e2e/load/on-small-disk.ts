/** A server on a disk of its own that can be filled, and what must be true of it while there is no room. */

import { test as base, expect } from "#e2e/fixtures.ts";
import { type Picture, uncompressed } from "#e2e/pictures.ts";
import { startServer, type TestServer } from "#e2e/server.ts";
import { bytesOf, createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { temporaryFiles, uploadsWithoutRecord, usageOf } from "./catalog-view.ts";
import { workerOf } from "./process-view.ts";
import { mountSmallDisk, type SmallDisk } from "./small-disk.ts";
import { announce } from "./uploads.ts";

export const SENTENCE = /There is not enough room for more pictures here at the moment\. Try again later\./;
/** 64 MB of disk; the last twentieth of it is kept free of uploads. */
const DISK_MEGABYTES = 64;

interface Fixtures {
  disk: SmallDisk;
  /** a server on that disk; it and its worker must be the same two processes at the end, and must not have failed */
  small: TestServer;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of the fixtures from the pattern
  disk: async ({}, use) => {
    const disk = mountSmallDisk(DISK_MEGABYTES);
    if (typeof disk === "string") {
      console.log(`Not tried: a full disk, because ${disk}.`);
      test.skip(true, disk);
      return;
    }
    try {
      await use(disk);
    } finally {
      disk.unmount();
    }
  },
  small: async ({ disk }, use) => {
    const server = await startServer({ DATA_DIR: disk.path, CONVERT_TIMEOUT_SECONDS: "5", CONVERT_CONCURRENCY: "2" });
    try {
      const worker = workerOf(server);
      await use(server);
      expect(server.process.exitCode).toBeNull();
      expect(workerOf(server)).toBe(worker);
      expect(server.lines.filter((line) => /\\n\s+at |\.mjs:\d+/.test(line))).toEqual([]);
    } finally {
      await server.stop();
    }
  },
  visitor: ({ small }, use) => use(createVisitor(small.address)),
});

/** Of 600 kB. */
export const picture = (name: string) => uncompressed(name, { width: 500, height: 400 });

const html = async (visitor: Visitor, address = "/"): Promise<string> => {
  const answer = await visitor.fetch(address, { headers: { accept: "text/html" } });
  expect(answer.status).toBe(200);
  return answer.text();
};

/** Reads the answer to its end too: one that nobody reads holds the server's stop back. */
export async function statusOf(visitor: Visitor, path: string): Promise<number> {
  const answer = await visitor.fetch(path);
  await answer.arrayBuffer();
  return answer.status;
}

/** Every way in says that there is no room, in a whole sentence, and nothing is left of what came. */
export async function expectNothingTaken(server: TestServer, visitor: Visitor, one: Picture) {
  const before = usageOf(server.dataDir);
  expect((await expectProblem(await visitor.post([one]), 503, "storage_full")).detail).toMatch(SENTENCE);
  expect((await expectProblem(await announce(visitor, [one]), 503, "storage_full")).detail).toMatch(SENTENCE);
  expect(usageOf(server.dataDir)).toEqual(before);
  expect(temporaryFiles(server.dataDir)).toEqual([]);
  expect(uploadsWithoutRecord(server.dataDir)).toEqual([]);
}

/** A plain form leads back to the sheet, which says it. */
export async function expectSaidOnTheSheet(visitor: Visitor, one: Picture) {
  const answer = await visitor.post([one], { accept: "text/html" });
  expect(`${answer.status} ${await answer.text()}`).toBe("303 ");
  const location = answer.headers.get("location") ?? "";
  expect(location).toMatch(/^\/(\?notice=storage_full)?$/); // the address says it where the catalog could not keep it
  expect(await html(visitor, location)).toMatch(SENTENCE);
}

/** What is there is listed, shown and downloaded. */
export async function expectStillThere(visitor: Visitor, image: ImageView, original: Picture) {
  const list = await visitor.json<{ images: ImageView[] }>("/api/images");
  expect(list.images.map(({ id }) => id)).toContain(image.id);
  expect(await html(visitor)).toContain(image.id);
  expect((await visitor.fetch(`/images/${image.id}`)).status).toBe(200);
  expect((await bytesOf(await visitor.fetch(image.links.thumbnail))).length).toBeGreaterThan(100);
  expect(Buffer.compare(await bytesOf(await visitor.fetch(image.links.original)), original.buffer)).toBe(0);
}
