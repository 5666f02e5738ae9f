import { afterEach, expect, test } from "vitest";
import { takeOverConsole } from "./console.ts";
import type { Log } from "./log.ts";

const own = { ...console };
afterEach(() => void Object.assign(console, own));

function taken(isSent?: () => boolean) {
  const lines: [level: string, text: unknown][] = [];
  const write = (level: string) => (fields: object) => void lines.push([level, (fields as { text: string }).text]);
  const log = {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    fatal: write("fatal"),
  };
  takeOverConsole(log as unknown as Log, isSent);
  return lines;
}

test("an error that a library prints is told by its causes, without a stack", () => {
  const lines = taken();
  console.error("⨯", new TypeError("it failed", { cause: new Error("disk is full") }));
  console.warn("a %s", "word");
  expect(lines).toEqual([
    ["error", "⨯ TypeError: it failed < Error: disk is full"],
    ["warn", "a word"],
  ]);
});

test("what is printed about what somebody sent is no error of ours", () => {
  const lines = taken(() => true);
  console.error("odd");
  expect(lines).toEqual([["warn", "odd"]]);
});
