/** The server's memory does not know how large a file is. */
import { randomBytes } from "node:crypto";
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { tellsProcesses } from "#e2e/processes.ts";
import { createVisitor, type Visitor } from "#e2e/visitor.ts";
import { temporaryFiles, usageOf } from "./catalog-view.ts";
import { megabytes, residentOf } from "./process-view.ts";
import { answerOn, connectTo, cookieOf, formAround, formHeaders, headOf, written } from "./raw-client.ts";
import { settledImages } from "./uploads.ts";

test.skip(!tellsProcesses, "needs /proc to see the memory");
test.describe.configure({ timeout: 120_000 });

const MEGABYTE = 1_000_000;
const chunk = randomBytes(MEGABYTE);

/** Posts a form with one file of that many MB, never held whole; the status. */
async function sendLarge(visitor: Visitor, size: number): Promise<number> {
  const { head, tail } = formAround({ name: `large-${size}.jpg`, mimeType: "image/jpeg" });
  const headers = { ...formHeaders(head.length + size * MEGABYTE + tail.length), ...cookieOf(visitor) };
  const socket = await connectTo(visitor);
  const answer = answerOn(socket);
  socket.write(headOf(visitor, { method: "POST", address: "/api/images", headers }));
  socket.write(head);
  for (let i = 0; i < size && !socket.destroyed; i++) {
    if (!(await written(socket, chunk))) break;
  }
  socket.write(tail);
  return (await answer).status;
}

test("takes 300 MB with the memory that 100 MB took", async ({ start }) => {
  const server = await start({ MAX_UPLOAD_BYTES: String(400 * MEGABYTE) });
  const visitor = createVisitor(server.address);
  await visitor.ready(await photo());
  const pid = server.process.pid!;
  const seen = [residentOf(pid)];
  for (const size of [100, 300]) {
    expect(await sendLarge(visitor, size)).toBe(201);
    seen.push(residentOf(pid));
  }
  const [idle, first, second] = seen as [number, number, number];
  console.log(
    `memory: idle ${megabytes(idle)}, after 100 MB ${megabytes(first)}, after 300 MB more ${megabytes(second)}`,
  );
  expect(second - first).toBeLessThan(100 * MEGABYTE);
  const images = await settledImages(visitor);
  expect(images.map(({ bytes }) => bytes).slice(0, 2)).toEqual([300 * MEGABYTE, 100 * MEGABYTE]);
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
});

test("does not grow with what it refuses", async ({ start }) => {
  const server = await start({ MAX_UPLOAD_BYTES: String(100 * MEGABYTE) });
  const visitor = createVisitor(server.address);
  await visitor.ready(await photo());
  const pid = server.process.pid!;
  const seen = [residentOf(pid)];
  for (let round = 0; round < 3; round++) {
    expect(await sendLarge(visitor, 300)).toBe(413);
    seen.push(residentOf(pid));
  }
  console.log(`memory over three refused uploads of 300 MB: ${seen.map(megabytes).join(", ")}`);
  // What is held of an upload would be its 300 MB; what waits for the collector is some tens.
  expect(seen.at(-1)! - seen[1]!).toBeLessThan(150 * MEGABYTE);
  expect(temporaryFiles(server.dataDir)).toEqual([]);
  const usage = usageOf(server.dataDir);
  expect(usage.said).toEqual(usage.true);
});
