import { expect, it } from "vitest";
import { egressCost } from "./prices.ts";
import { meanWait, waitAtOnset } from "./queueing.ts";

it("waits as one server's formula says (M/M/1: load / (1 - load) x service time)", () => {
  expect(meanWait(0.5, 1, 1)).toBeCloseTo(1);
  expect(meanWait(0.9, 1, 1)).toBeCloseTo(9);
});

it("waits as Erlang C says for two servers (load 1: a third waits, 1/3 s)", () => {
  expect(meanWait(1, 1, 2)).toBeCloseTo(1 / 3);
});

it("never ends where more comes than is served", () => {
  expect(meanWait(10, 1, 10)).toBe(Number.POSITIVE_INFINITY);
});

it("stays a number with thousands of servers", () => {
  expect(meanWait(9000, 1, 10_000)).toBeGreaterThanOrEqual(0);
  expect(meanWait(9999, 1, 10_000)).toBeLessThan(1);
});

it("has no wait at the onset where the first pollers suffice", () => {
  expect(waitAtOnset(10, 0.25, { first: 5, perSecond: 5 })).toBe(0);
});

it("waits at the onset as long as pollers take to catch up", () => {
  // 125 functions are needed, 5 there, 5 more a second: after 24 s as many as needed, 1440 images behind.
  expect(waitAtOnset(500, 0.25, { first: 5, perSecond: 5 })).toBeCloseTo(24 - (5 * 24 + 2.5 * 24 ** 2) / 0.25 / 500);
});

it("pays less for each further GB sent", () => {
  expect(egressCost(100)).toBeCloseTo(9);
  expect(egressCost(20_000)).toBeCloseTo(900 + 850);
});
