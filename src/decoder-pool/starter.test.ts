import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStarter } from "./starter.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("tries again at growing intervals while it fails, and at once when it went well", async () => {
  let fails = true;
  const asked: number[] = [];
  const begin = Date.now();
  const starter = createStarter(
    async () => {
      asked.push(Date.now() - begin);
      if (fails) throw new Error("EAGAIN");
      return "a child";
    },
    () => void starter.start().catch(() => {}),
  );
  await expect(starter.start()).rejects.toThrow("EAGAIN");
  expect([starter.pausing, String(starter.failure)]).toEqual([true, "Error: EAGAIN"]);
  await vi.advanceTimersByTimeAsync(800);
  expect(asked).toEqual([0, 100, 300, 700]);
  await vi.advanceTimersByTimeAsync(60_000);
  const pauses = asked.map((at, i) => at - (asked[i - 1] ?? 0));
  expect(Math.max(...pauses)).toBe(3000);
  fails = false;
  await vi.advanceTimersByTimeAsync(3000);
  expect([starter.pausing, starter.failure]).toEqual([false, null]);
  expect(await starter.start()).toBe("a child");
  starter.stop();
});
