import { afterEach, expect, test, vi } from "vitest";
import { looksFirst, setLooksFirst } from "./look-first.ts";

afterEach(() => vi.unstubAllGlobals());

test("holds on this page what the browser has no room to remember", () => {
  const full = () => {
    throw new Error("full");
  };
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: full, removeItem() {} });
  expect(looksFirst()).toBe(false);
  setLooksFirst(true);
  expect(looksFirst()).toBe(true);
  setLooksFirst(false);
  expect(looksFirst()).toBe(false);
});
