import { expect, test } from "vitest";
import { tokenBuckets } from "./token-buckets.ts";

const MINUTE = 60_000;

function at(perHour: number) {
  const clock = { ms: 0 };
  return { clock, buckets: tokenBuckets(perHour, () => clock.ms) };
}

test("gives an hour's tokens at once, then as they come, and says when", () => {
  const { clock, buckets } = at(60);
  expect(buckets.take("a", 60)).toBe(0);
  expect(buckets.take("a")).toBe(60);
  clock.ms += MINUTE;
  expect(buckets.take("a")).toBe(0);
  expect(buckets.take("a", 5)).toBe(300);
  clock.ms += 1000 * MINUTE;
  expect(buckets.take("a", 60)).toBe(0);
  expect(buckets.take("a")).toBe(60);
});

test("counts each key for itself", () => {
  const { buckets } = at(1);
  expect([buckets.take("a"), buckets.take("b"), buckets.take("a")]).toEqual([0, 0, 3600]);
});

test("gives a full bucket to who asks for more than it holds, and has it filled twice as long", () => {
  const { clock, buckets } = at(10);
  expect(buckets.take("a", 20)).toBe(0);
  clock.ms += 60 * MINUTE;
  expect(buckets.take("a")).toBe(360);
});

test("remembers so many keys and no more, the busy ones for the longest", () => {
  const { buckets } = at(1);
  buckets.take("busy");
  for (let key = 0; key < 30_000; key++) {
    buckets.take(String(key));
    if (key % 1000 === 0) buckets.take("busy");
  }
  expect(buckets.take("busy")).toBeGreaterThan(0);
  expect(buckets.take("29999")).toBeGreaterThan(0);
  expect(buckets.take("0")).toBe(0);
});
