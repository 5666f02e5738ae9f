import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("says how long the rest takes, once it has watched for a while", () => {
  const pace = createPace();
  pace.note(0, 0);
  pace.note(1000, 1000);
  expect(pace.timeFor(10_000)).toBeNull();
  pace.note(2000, 2000);
  expect(pace.timeFor(10_000)).toBeCloseTo(10_000);
});

test("follows a change of speed without a jump", () => {
  const pace = createPace();
  for (let s = 0; s <= 10; s++) pace.note(s * 1000, s * 1000);
  pace.note(10_100, 11_000); // a tenth of the speed, for one second
  const guess = pace.timeFor(10_000) ?? 0;
  expect(guess).toBeGreaterThan(10_000);
  expect(guess).toBeLessThan(15_000);
  for (let s = 12; s <= 60; s++) pace.note(10_100 + (s - 11) * 100, s * 1000);
  expect(pace.timeFor(10_000)).toBeCloseTo(100_000, -3);
});

test("does not count backwards when a file begins again", () => {
  const pace = createPace();
  for (let s = 0; s <= 4; s++) pace.note(s * 1000, s * 1000);
  pace.note(500, 5000);
  pace.note(1500, 6000);
  expect(pace.timeFor(1000)).toBeCloseTo(1000);
  pace.forget();
  expect(pace.timeFor(1000)).toBeNull();
});
