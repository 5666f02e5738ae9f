// @module-tag slow
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { startAws, type TestAws } from "#compose-aws.fixture.ts";
import { parseEmf } from "#runtime/emf-line.fixture.ts";

const PROGRAM = fileURLToPath(new URL("./poll.ts", import.meta.url));
let aws: TestAws;
beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => aws.close());

type Line = Record<string, unknown>;

/** The program as it runs on any machine; `line` waits for one that says this. */
function start(settings: Record<string, string> = {}) {
  const { PATH = "" } = process.env;
  const env = { PATH, NODE_ENV: "production" as const, ...aws.env, ...settings };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: Line[] = [];
  let complaint = "";
  createInterface({ input: child.stdout }).on("line", (text) => lines.push(JSON.parse(text)));
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const ended = once(child, "close");
  const line = (msg: string) =>
    vi.waitFor(
      () =>
        expect(
          lines.map((each) => each.msg),
          complaint,
        ).toContain(msg),
      { timeout: 15_000, interval: 20 },
    );
  return { child, lines, line, ended, complaint: () => complaint };
}

/** Takes some tenths of a second to decode on any machine: noise, interlaced. */
const slowPicture = (): Promise<Buffer> =>
  sharp({
    create: { width: 2600, height: 2000, channels: 3, background: "#888", noise: { type: "gaussian", sigma: 60 } },
  })
    .png({ progressive: true, compressionLevel: 0 })
    .toBuffer();

test("finishes the image in work at SIGTERM, and takes no further one", async () => {
  const open = await aws.services();
  onTestFinished(() => open.close());
  const statusOf = async (id: string) => (await open.services.catalog.get(WORKSPACE, id))?.status;
  const [first, second] = [
    await upload(open.services, await slowPicture()),
    await upload(open.services, await picture()),
  ];
  const worker = start({ CONVERT_CONCURRENCY: "1" });
  await worker.line("waiting for uploads");
  await aws.announce(first.id);
  await vi.waitFor(async () => expect(await statusOf(first.id)).toBe("processing"), { timeout: 15_000, interval: 5 });
  worker.child.kill("SIGTERM");
  worker.child.kill("SIGINT"); // as a terminal and its parent may both send
  await worker.line("stopping: images in work are finished first");
  expect(await statusOf(first.id)).toBe("processing");
  await aws.announce(second.id);
  expect(await worker.ended).toEqual([0, null]);
  expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(["ready", "pending"]);
  expect(await aws.messages()).toBe(1);
  expect(readdirSync(aws.temporary)).toHaveLength(1); // ours
  expect(worker.lines.filter(({ msg }) => msg).map(({ msg }) => msg)).toEqual([
    "waiting for uploads",
    "stopping: images in work are finished first",
    "ready",
    "stopped",
  ]);
  const metrics = worker.lines.filter(({ _aws }) => _aws).map(parseEmf);
  expect(metrics.map(({ _aws }) => _aws.CloudWatchMetrics[0]?.Metrics[0]?.Name)).toEqual([
    "QueueAge",
    "Ready",
    "ProcessingTime",
  ]);
});

test("does not start without its settings, and names each", async () => {
  const worker = start({ QUEUE_URL: "", TABLE: "" });
  expect(await worker.ended).toEqual([1, null]);
  expect(worker.complaint()).toMatch(/^TABLE: not set.*\nQUEUE_URL: not set.*\n$/);
});
