import { expect, it } from "vitest";
import { settledSoon } from "./settled-soon.ts";

it("tells what is there, or has failed, from what is still coming", async () => {
  expect(await settledSoon(Promise.resolve("report"), 60_000)).toBe(true);
  expect(await settledSoon(Promise.reject(new Error("no")), 60_000)).toBe(true);
  expect(await settledSoon(new Promise(() => {}), 0)).toBe(false);
});
