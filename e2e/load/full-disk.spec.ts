/** A disk without room: nothing more is taken, all that is there stays at hand, and with room everything goes on. */
import { expect } from "#e2e/fixtures.ts";
import { noisy, photo, uncompressed } from "#e2e/pictures.ts";
import { bytesOf, expectProblem } from "#e2e/visitor.ts";
import { temporaryFiles, usageOf } from "./catalog-view.ts";
import {
  expectNothingTaken,
  expectSaidOnTheSheet,
  expectStillThere,
  picture,
  SENTENCE,
  statusOf,
  test,
} from "./on-small-disk.ts";
import { workerOf } from "./process-view.ts";
import { answerOn, connectTo, formRequest, headOf, written } from "./raw-client.ts";
import { begin, sendTo, settledImages } from "./uploads.ts";

test("takes nothing more under the floor, and does everything else", async ({ disk, small, visitor }) => {
  const original = await picture("there.tif");
  const image = await visitor.ready(original);
  disk.fill(2_500_000);
  await expectNothingTaken(small, visitor, await picture("late.tif"));
  await expectSaidOnTheSheet(visitor, await picture("late.tif"));
  await expectStillThere(visitor, image, original);
  expect(await statusOf(visitor, image.links.preview)).toBe(200);
  expect(await statusOf(visitor, `${image.links.convert}?format=webp`)).toBe(200);
  expect(await statusOf(visitor, "/api/archive?format=jpeg")).toBe(200);
  expect((await visitor.fetch(`/api/images/${image.id}`, { method: "DELETE" })).status).toBe(204);
  disk.empty();
  await visitor.ready(await picture("again.tif"));
});

test("keeps what is there at hand on a disk without a byte of room", async ({ disk, small, visitor }) => {
  const original = await picture("there.tif");
  const image = await visitor.ready(original);
  const stored = await bytesOf(await visitor.fetch(`${image.links.convert}?format=webp`));
  disk.fill(0);
  expect(disk.free()).toBe(0);
  await expectNothingTaken(small, visitor, await picture("late.tif"));
  await expectStillThere(visitor, image, original);
  expect(Buffer.compare(await bytesOf(await visitor.fetch(`${image.links.convert}?format=webp`)), stored)).toBe(0);
  expect(await statusOf(visitor, "/api/archive")).toBe(200);
  expect(await statusOf(visitor, "/api/ready")).toBe(503);
  disk.empty();
  await visitor.ready(await picture("again.tif"));
});

test("says on the sheet that a form found no byte of room", async ({ disk, visitor }) => {
  await visitor.ready(await photo());
  disk.fill(0);
  await expectSaidOnTheSheet(visitor, await photo("late.jpg"));
  disk.empty();
});

test("asks to come back for a conversion that finds no room, and makes it when there is some", async ({
  disk,
  visitor,
}) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 400, height: 300 }));
  const addresses = ["webp", "jpeg", "png", "avif", "gif", "tiff"].map((format) => `${links.convert}?format=${format}`);
  disk.fill(0);
  for (const address of addresses) {
    const { detail } = await expectProblem(await visitor.fetch(address), 503, "storage_full");
    expect(detail).toMatch(/ room .*Try again later\.$/);
  }
  disk.empty();
  for (const address of addresses) {
    const made = await visitor.fetch(address);
    expect(made.status).toBe(200);
    expect((await bytesOf(made)).length).toBeGreaterThan(500);
  }
});

test("asks to come back for a conversion whose room ends in the middle, and keeps nothing of it", async ({
  disk,
  small,
  visitor,
}) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 1500, height: 1000 }));
  disk.fill(300_000);
  for (const query of [
    "format=png",
    "format=tiff",
    "format=webp&lossless=1",
    "format=jpeg&quality=100",
    "format=png&maxBytes=9000000",
  ]) {
    await expectProblem(await visitor.fetch(`${links.convert}?${query}`), 503, "storage_full");
  }
  expect(temporaryFiles(small.dataDir)).toEqual([]);
  disk.empty();
  expect(await statusOf(visitor, `${links.convert}?format=png`)).toBe(200);
});

test("asks to come back for a preview that finds no room", async ({ disk, visitor }) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 1700, height: 1000 }));
  disk.fill(0);
  await expectProblem(await visitor.fetch(links.preview), 503, "storage_full");
  disk.empty();
  expect(await statusOf(visitor, links.preview)).toBe(200);
});

test("names in an archive what found no room, and packs the rest", async ({ disk, visitor }) => {
  const image = await visitor.ready(await noisy("made.jpg"));
  await visitor.ready(await noisy("new.jpg"));
  await bytesOf(await visitor.fetch(`${image.links.convert}?format=png`));
  disk.fill(0);
  const bytes = await bytesOf(await visitor.fetch("/api/archive?format=png"));
  expect(bytes.includes("made.png")).toBe(true);
  expect(bytes.toString("latin1")).toMatch(/new\.jpg: There is n[^\n]* room/);
  disk.empty();
});

test("deletes on a disk without a byte of room, and has room again", async ({ disk, small, visitor }) => {
  const images = [];
  for (const name of ["1.tif", "2.tif", "3.tif"]) images.push(await visitor.ready(await picture(name)));
  disk.fill(0);
  const [first, ...others] = images;
  const answer = await visitor.fetch(`/api/images/${first!.id}`, { method: "DELETE" });
  expect(`${answer.status} ${await answer.text()}`).toBe("204 ");
  expect(disk.free()).toBeGreaterThan(500_000);
  expect((await visitor.fetch(`/api/images/${first!.id}`)).status).toBe(404);
  disk.fill(0);
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
  for (const { id } of others) expect((await visitor.fetch(`/api/images/${id}`)).status).toBe(404);
  expect(usageOf(small.dataDir)).toEqual({ said: [], true: [] });
  // The log is emptied a moment after a delete: that must not need room either, and must not end the server.
  disk.fill(0);
  await expect.poll(() => usageOf(small.dataDir).said).toEqual([]);
  disk.empty();
  await visitor.ready(await picture("again.tif"));
});

test("lives on when the database cannot be tidied after a delete", async ({ disk, small, visitor }) => {
  const { id } = await visitor.ready(await picture("1.tif"));
  const keep = await visitor.ready(await picture("2.tif"));
  const deleted = await visitor.fetch(`/api/images/${id}`, { method: "DELETE" });
  expect(deleted.status).toBe(204);
  disk.fill(0);
  // half a second after a delete the log of the database is emptied, which takes room
  const passed = performance.now();
  const lives = () =>
    small.process.exitCode !== null ? "died" : performance.now() - passed > 1500 ? "lives" : "waits";
  await expect.poll(lives, { intervals: [100] }).not.toBe("waits");
  expect(lives()).toBe("lives");
  expect((await visitor.fetch(keep.links.thumbnail)).status).toBe(200);
  disk.empty();
  await visitor.ready(await picture("again.tif"));
});
test("refuses an upload in whose middle the room ends, by form and at its target", async ({ disk, small, visitor }) => {
  await visitor.ready(await photo());
  const large = await uncompressed("large.tif", { width: 2400, height: 2000 });
  const [upload] = await begin(visitor, large);
  const requests = [
    formRequest(visitor, "/api/images", large),
    formRequest(visitor, new URL(upload!.target.url).pathname, large, upload!.target.fields),
  ];
  for (const request of requests) {
    const socket = await connectTo(visitor);
    const answer = answerOn(socket);
    await written(socket, headOf(visitor, request));
    const half = request.body!.length / 2;
    await written(socket, request.body!.subarray(0, half));
    await expect.poll(() => temporaryFiles(small.dataDir).length).toBe(1);
    disk.fill(0);
    await written(socket, request.body!.subarray(half));
    const { status, text } = await answer;
    expect(`${status} ${text}`).toMatch(/^503 .*"code":"storage_full"/s);
    expect(text).toMatch(SENTENCE);
    expect(temporaryFiles(small.dataDir)).toEqual([]);
    disk.empty();
  }
  expect((await sendTo(upload!, large)).status).toBe(204);
  expect((await visitor.settled(upload!.image.id)).status).toBe("ready");
});

for (const leaving of [0, 40_000]) {
  test(`processes what came before the room ended, once there is some again (${leaving} bytes left)`, async ({
    disk,
    small,
    visitor,
  }) => {
    await visitor.ready(await photo());
    const worker = workerOf(small);
    process.kill(worker, "SIGSTOP");
    const [sent] = await visitor.send(await noisy("waits.jpg", { width: 900, height: 700 }));
    disk.fill(leaving);
    process.kill(worker, "SIGCONT");
    // the worker meets the full disk three times, at a write of its database or at the thumbnail
    const complaints = () => small.log.filter((line) => line.process === "worker" && line.level !== "info");
    const isOver = async () => (await visitor.json(`/api/images/${sent!.id}`)).status;
    await expect.poll(async () => complaints().length >= 3 || /ready|failed/.test(await isOver())).toBe(true);
    console.log(
      `${leaving} bytes left: ${complaints()
        .map(({ msg, cause }) => `${msg}: ${cause}`)
        .join("; ")}`,
    );
    disk.empty();
    const [image] = await settledImages(visitor, 45_000);
    expect({ status: image!.status, error: image!.error }).toEqual({ status: "ready", error: null });
  });
}

test("blames no picture for a thumbnail that found no room, however often it was tried", async ({
  disk,
  small,
  visitor,
}) => {
  await visitor.ready(await photo());
  // A log of the database that is long already takes what is written next without more room.
  const tiny = await photo("announced.jpg", { width: 8, height: 8 });
  for (let call = 0; call < 16; call++) await begin(visitor, ...Array(25).fill(tiny));
  const worker = workerOf(small);
  process.kill(worker, "SIGSTOP");
  const [sent] = await visitor.send(await noisy("waits.jpg", { width: 900, height: 700 }));
  disk.fill(0);
  process.kill(worker, "SIGCONT");
  const complaints = () => small.log.filter((line) => line.process === "worker" && line.level !== "info");
  await expect.poll(() => complaints().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  disk.empty();
  const image = await visitor.settled(sent!.id);
  console.log(
    `no room for a thumbnail: ${complaints()
      .map(({ msg, cause }) => `${msg}: ${cause}`)
      .join("; ")}`,
  );
  expect({ status: image.status, error: image.error }).toEqual({ status: "ready", error: null });
});
