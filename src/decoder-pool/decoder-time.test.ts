import { expect, test } from "vitest";
import { createDecoderTime } from "./decoder-time.ts";

const HOUR = 3_600_000;

/** Of one workspace: may it go on, or when is it to come back (s). */
function timed(perHourMs: number) {
  const clock = { now: 0 };
  const time = createDecoderTime(perHourMs, () => clock.now);
  const state = (workspace = "a") => {
    try {
      time.check(workspace);
      return "may";
    } catch (error) {
      return error as { code: string; retryAfter: number };
    }
  };
  return { clock, time, state };
}

test("a workspace has its time of an hour at once, and then waits for more alone", () => {
  const { clock, time, state } = timed(60_000);
  time.charge("a", 59_999);
  expect(state()).toBe("may");
  time.charge("a", 30_001); // a job may end past it
  expect(state()).toMatchObject({ code: "too_many_requests", retryAfter: 1801 });
  expect(state("b")).toBe("may");
  clock.now += 1801 * 1000;
  expect(state()).toBe("may");
});

test("what is left over is not saved for longer than an hour", () => {
  const { clock, time, state } = timed(60_000);
  clock.now += 10 * HOUR;
  time.charge("a", 60_000);
  expect(state()).toMatchObject({ code: "too_many_requests" });
});

test("workspaces that have used nothing of late are forgotten, and the others remembered", () => {
  const { clock, time, state } = timed(60_000);
  time.charge("greedy", 120_000);
  for (let i = 0; i < 12_000; i++) {
    clock.now += 1;
    time.charge(`passer-by ${i}`, 0.001);
  }
  expect(state("greedy")).toMatchObject({ code: "too_many_requests" });
});

test("no bound is none", () => {
  const { time, state } = timed(Number.POSITIVE_INFINITY);
  time.charge("a", 1e12);
  expect(state()).toBe("may");
});
