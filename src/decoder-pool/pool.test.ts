// @module-tag slow
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { isAppError } from "#errors.ts";
import { isCrash } from "./decoder-crash.ts";
import type { PreviewJob } from "./jobs.ts";
import { createDecoderPool, type Pool, type PoolOptions } from "./pool.ts";

const entry = fileURLToPath(new URL("./misbehaving-decoder.fixture.ts", import.meta.url));
const pools: Pool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
});

function poolOf(options: Partial<PoolOptions> = {}): Pool {
  const env = { PATH: process.env.PATH ?? "" };
  const pool = createDecoderPool({
    entry,
    env,
    size: 1,
    queue: 2,
    timeoutMs: 10_000,
    memoryBytes: 1e9,
    crashRetries: 0,
    ...options,
  });
  pools.push(pool);
  return pool;
}
const job = (source: string): PreviewJob => ({
  kind: "preview",
  source,
  format: "jpeg",
  damaged: false,
  frames: 1,
  page: 0,
  output: "",
  maxPixels: 1,
});
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error,
  );

describe("the pool of decoders", () => {
  it("answers jobs from one child, one after the other", async () => {
    const pool = poolOf();
    const [first, second] = await Promise.all([pool.run(job("a")), pool.run(job("b"))]);
    expect(first.bytes).toBe(second.bytes);
    expect(first.bytes).not.toBe(process.pid);
  });

  it("kills a child that hangs, says so, and goes on with a new one", async () => {
    const pool = poolOf({ timeoutMs: 2_000 }); // the next child must start within it
    expect(await failure(pool.run(job("hang")))).toMatchObject({ code: "conversion_timeout" });
    expect((await pool.run(job("a"))).bytes).toBeGreaterThan(0);
  });

  it("kills a child that eats memory before the machine notices", async () => {
    const pool = poolOf({ memoryBytes: 300_000_000 });
    expect(await failure(pool.run(job("eat")))).toMatchObject({ code: "too_complex" });
    expect((await pool.run(job("a"))).bytes).toBeGreaterThan(0);
  });

  it("answers a crash with an error that may be tried again", async () => {
    const error = await failure(poolOf().run(job("crash")));
    expect(isAppError(error) && error.code).toBe("damaged_image");
    expect(isCrash(error)).toBe(true);
  });

  it("makes one death good with another child, also where the dead one is not known to be dead yet", async () => {
    const pool = poolOf({ crashRetries: 1 });
    for (let round = 0; round < 20; round++) {
      const { bytes: pid } = await pool.run(job("a"));
      process.kill(pid, "SIGKILL");
      expect((await pool.run(job("b"))).bytes).not.toBe(pid);
    }
  });

  it("passes on what the job itself refused, as no crash", async () => {
    const error = await failure(poolOf().run(job("refuse")));
    expect(error).toMatchObject({ code: "damaged_image", message: "Broken." });
    expect(isCrash(error)).toBe(false);
  });

  it("refuses what the queue cannot hold, with the time to come back", async () => {
    const pool = poolOf({ queue: 1 });
    const running = [pool.run(job("a")), pool.run(job("b"))];
    expect(await failure(pool.run(job("c")))).toMatchObject({ code: "busy", retryAfter: expect.any(Number) });
    await Promise.all(running);
  });

  it("lets a patient job wait however long the queue is", async () => {
    const pool = poolOf({ queue: 0 });
    const running = pool.run(job("a"));
    expect((await pool.run(job("b"), { patient: true })).bytes).toBeGreaterThan(0);
    await running;
  });

  it("keeps a crash to the job that caused it", async () => {
    const pool = poolOf({ queue: 10 });
    const answers = await Promise.allSettled(["a", "crash", "b", "crash", "c"].map((source) => pool.run(job(source))));
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("ends those who wait when it closes", async () => {
    const pool = poolOf();
    const running = failure(pool.run(job("hang")));
    const waiting = failure(pool.run(job("a")));
    pool.close();
    expect(await waiting).toMatchObject({ code: "busy" });
    expect(isAppError(await running)).toBe(true);
  });
});
