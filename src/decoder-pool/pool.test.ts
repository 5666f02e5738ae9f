// @module-tag slow
import { afterEach, describe, expect, it } from "vitest";
import { isAppError } from "#errors.ts";
import { isCrash } from "./decoder-crash.ts";
import { closePools, jobThat, openPool, rejectionOf } from "./pool.fixture.ts";

afterEach(closePools);

describe("the pool of decoders", () => {
  it("answers jobs from one child, one after the other", async () => {
    const pool = openPool();
    const [first, second] = await Promise.all([pool.run(jobThat("a")), pool.run(jobThat("b"))]);
    expect(first.bytes).toBe(second.bytes);
    expect(first.bytes).not.toBe(process.pid);
  });

  it("kills a child that hangs, says so, and goes on with a new one", async () => {
    const pool = openPool();
    expect(await rejectionOf(pool.run(jobThat("hang"), { timeoutMs: 1_000 }))).toMatchObject({
      code: "conversion_timeout",
    });
    expect((await pool.run(jobThat("a"))).bytes).toBeGreaterThan(0);
  });

  it("kills a child that eats memory before the machine notices", async () => {
    const pool = openPool({ memoryBytes: 300_000_000 });
    expect(await rejectionOf(pool.run(jobThat("eat")))).toMatchObject({ code: "too_complex" });
    expect((await pool.run(jobThat("a"))).bytes).toBeGreaterThan(0);
  });

  it("answers a crash with an error that may be tried again", async () => {
    const error = await rejectionOf(openPool().run(jobThat("crash")));
    expect(isAppError(error) && error.code).toBe("damaged_image");
    expect(isCrash(error)).toBe(true);
  });

  it("makes one death good with another child, also where the dead one is not known to be dead yet", async () => {
    const pool = openPool({ crashRetries: 1 });
    for (let round = 0; round < 10; round++) {
      const { bytes: pid } = await pool.run(jobThat("a"));
      process.kill(pid, "SIGKILL");
      expect((await pool.run(jobThat("b"))).bytes).not.toBe(pid);
    }
  });

  it("passes on what the job itself refused, as no crash", async () => {
    const error = await rejectionOf(openPool().run(jobThat("refuse")));
    expect(error).toMatchObject({ code: "damaged_image", message: "Broken." });
    expect(isCrash(error)).toBe(false);
  });

  it("refuses what the queue cannot hold, with the time to come back", async () => {
    const pool = openPool({ queue: 2 });
    const running = ["a", "b", "c"].map((workspace) => pool.run(jobThat("a"), { workspace }));
    expect(await rejectionOf(pool.run(jobThat("d"), { workspace: "d" }))).toMatchObject({
      code: "busy",
      retryAfter: expect.any(Number),
    });
    await Promise.all(running);
  });

  it("gives nothing more to a child that says it was its last", async () => {
    const pool = openPool({ queue: 10 });
    const answers = await Promise.allSettled(["trap", "a", "trap", "b"].map((source) => pool.run(jobThat(source))));
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected", "fulfilled"]);
  });

  it("lets a patient job wait however long the queue is", async () => {
    const pool = openPool({ queue: 0 });
    const running = pool.run(jobThat("a"));
    expect((await pool.run(jobThat("b"), { patient: true })).bytes).toBeGreaterThan(0);
    await running;
  });

  it("gives a child that keeps a picture to no other workspace", async () => {
    const pool = openPool();
    const pidOf = async (source: string, workspace: string) => (await pool.run(jobThat(source), { workspace })).bytes;
    const first = await pidOf("fine", "a");
    expect(await pidOf("keep", "b")).toBe(first);
    expect(await pidOf("fine", "b")).toBe(first);
    const second = await pidOf("fine", "c");
    expect(second).not.toBe(first);
    expect(await pidOf("fine", "b")).toBe(second);
  });

  it("keeps a crash to the job that caused it", async () => {
    const pool = openPool({ queue: 10 });
    const answers = await Promise.allSettled(
      ["a", "crash", "b", "crash", "c"].map((source) => pool.run(jobThat(source))),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("ends those who wait when it closes", async () => {
    const pool = openPool();
    const running = rejectionOf(pool.run(jobThat("hang")));
    const waiting = rejectionOf(pool.run(jobThat("a")));
    pool.close();
    expect(await waiting).toMatchObject({ code: "busy" });
    expect(isAppError(await running)).toBe(true);
  });
});
