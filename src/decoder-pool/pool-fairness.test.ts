// @module-tag slow
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants, getPriority } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import { isRunning } from "#e2e/processes.ts";
import { closePools, jobThat, openPool, rejectionOf } from "./pool.fixture.ts";

afterEach(closePools);

/** A job that hangs; `pid` is its child's once it is in work. */
function hanging() {
  const path = join(temporaryDirectory(), "pid");
  const pid = () =>
    vi.waitFor(() => {
      expect(existsSync(path)).toBe(true);
      return Number(readFileSync(path, "utf8"));
    }, 10_000);
  return { job: jobThat("hang", path), pid };
}

describe("workspaces at the decoders", () => {
  it("begin at once where they have nothing in work, whatever another one has begun", async () => {
    const pool = openPool({ size: 2, extra: 3, queue: 10 });
    for (let i = 0; i < 6; i++) void rejectionOf(pool.run(jobThat("hang"), { workspace: "greedy" }));
    for (const workspace of ["a", "b"]) void rejectionOf(pool.run(jobThat("hang"), { workspace }));
    expect((await pool.run(jobThat("fine"), { workspace: "c" })).bytes).toBeGreaterThan(0);
  });

  it("wait for a place where all of them have one in work", async () => {
    const pool = openPool({ size: 1, extra: 1, queue: 10 });
    const gone = new AbortController();
    const [first, second] = [hanging(), hanging()];
    const dropped = rejectionOf(pool.run(first.job, { workspace: "a", signal: gone.signal }));
    void rejectionOf(pool.run(second.job, { workspace: "b" }));
    await Promise.all([first.pid(), second.pid()]);
    const third = pool.run(jobThat("fine"), { workspace: "c" });
    gone.abort();
    expect((await third).bytes).toBeGreaterThan(0);
    expect(await dropped).toMatchObject({ code: "busy" });
  });

  it("give way when they have run for long and another asks, and have their priority back afterwards", async () => {
    const pool = openPool({ size: 2, queue: 10 });
    const gate = join(temporaryDirectory(), "gate");
    const first = pool.run(jobThat("gate", gate), { workspace: "a" });
    const other = hanging();
    void rejectionOf(pool.run(other.job, { workspace: "b" }));
    const pid = await other.pid();
    await vi.waitFor(() => expect(getPriority(pid)).toBe(constants.priority.PRIORITY_LOW), 10_000);
    writeFileSync(gate, "");
    await first;
    const { bytes: next } = await pool.run(jobThat("fine"), { workspace: "a" });
    expect(getPriority(next)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
  });

  it("are sent away past their own share of the queue, and no other one with them", async () => {
    const pool = openPool({ queue: 4 });
    const ends = Array.from({ length: 4 }, () => rejectionOf(pool.run(jobThat("hang"), { workspace: "greedy" })));
    expect(await ends[3]).toMatchObject({ code: "too_many_requests", retryAfter: expect.any(Number) });
    void rejectionOf(pool.run(jobThat("hang"), { workspace: "a" }));
    void rejectionOf(pool.run(jobThat("hang"), { workspace: "b" }));
    const pushing = rejectionOf(pool.run(jobThat("hang"), { workspace: "c" }));
    expect(await ends[2]).toMatchObject({ code: "too_many_requests" }); // its last one made room
    pool.close();
    expect(await pushing).toMatchObject({ code: "busy", message: expect.stringContaining("stop") });
  });

  it("have so much decoder time in an hour, with what is charged elsewhere", async () => {
    const pool = openPool({ workspaceMs: 0.001 });
    await pool.run(jobThat("fine"), { workspace: "a" });
    expect(await rejectionOf(pool.run(jobThat("fine"), { workspace: "a", patient: true }))).toMatchObject({
      code: "too_many_requests",
      retryAfter: expect.any(Number),
    });
    expect(() => pool.charge("a", 1)).toThrow("hour");
    pool.charge("b", 1);
    expect(() => pool.charge("b", 1)).toThrow("hour");
    expect((await pool.run(jobThat("fine"), { workspace: "c" })).bytes).toBeGreaterThan(0);
  });
});

describe("work that nobody waits for", () => {
  it("leaves the queue", async () => {
    const pool = openPool({ queue: 2 });
    void rejectionOf(pool.run(jobThat("hang")));
    const gone = new AbortController();
    const waiting = rejectionOf(pool.run(jobThat("fine"), { signal: gone.signal }));
    gone.abort();
    expect(await waiting).toMatchObject({ code: "busy" });
    expect(await rejectionOf(pool.run(jobThat("fine"), { signal: gone.signal }))).toMatchObject({ code: "busy" });
  });

  it("is stopped while it runs, and the next one begins", async () => {
    const pool = openPool();
    const gone = new AbortController();
    const { job, pid } = hanging();
    const running = rejectionOf(pool.run(job, { signal: gone.signal }));
    const child = await pid();
    gone.abort();
    expect(await running).toMatchObject({ code: "busy" });
    expect(isRunning(child)).toBe(false);
    expect((await pool.run(jobThat("fine"))).bytes).toBeGreaterThan(0);
  });

  it("is dropped with a picture that is deleted, wherever it is", async () => {
    const pool = openPool({ queue: 10 });
    const { job, pid } = hanging();
    const running = rejectionOf(pool.run(job, { image: "one" }));
    const waiting = rejectionOf(pool.run(jobThat("fine"), { image: "one" }));
    const other = pool.run(jobThat("fine"), { image: "two" });
    await pid();
    pool.cancel("one");
    expect(await Promise.all([running, waiting])).toMatchObject([{ code: "not_found" }, { code: "not_found" }]);
    expect((await other).bytes).toBeGreaterThan(0);
  });

  it("waits no longer than its time limit, though others are still in work", async () => {
    const pool = openPool({ queue: 10, timeoutMs: 1_000 });
    const [, , third] = ["hang", "hang", "fine"].map((source) => rejectionOf(pool.run(jobThat(source))));
    expect(await third).toMatchObject({ code: "busy" }); // the second has its place by then
  });
});
