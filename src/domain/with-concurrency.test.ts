import { describe, expect, it } from "vitest";
import { withConcurrency } from "./with-concurrency.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("several at once", () => {
  it("does each once, never more than are allowed together", async () => {
    const done: number[] = [];
    let [now, most] = [0, 0];
    await withConcurrency(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      most = Math.max(most, ++now);
      await turn();
      now--;
      done.push(item);
    });
    expect(most).toBe(3);
    expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("is done at once with nothing", () => withConcurrency(3, [], () => Promise.reject(new Error("no"))));

  it("begins no more where one fails, and throws when the others have ended", async () => {
    const events: string[] = [];
    const working = withConcurrency(2, [1, 2, 3, 4], async (item) => {
      events.push(`begin ${item}`);
      if (item === 1) throw new Error("one");
      await turn();
      events.push(`end ${item}`);
    });
    await expect(working).rejects.toThrow("one");
    expect(events).toEqual(["begin 1", "begin 2", "end 2"]);
  });
});
