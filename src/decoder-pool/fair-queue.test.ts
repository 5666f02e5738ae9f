import { describe, expect, it } from "vitest";
import { createFairQueue, type FairQueue } from "./fair-queue.ts";

interface One {
  workspace: string;
  bounded: boolean;
  name: string;
}

/** `a1` is the first one of workspace a. */
const one = (name: string, bounded = true): One => ({ workspace: name[0] ?? "", bounded, name });
const add = (queue: FairQueue<One>, ...names: string[]) => names.map((name) => queue.add(one(name))?.name ?? null);
const codeOfAdding = (queue: FairQueue<One>, name: string) => {
  try {
    queue.add(one(name));
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const anybody = () => true;

/** Takes all, in order; `inWork` counts what was taken as work that goes on. */
function drained(queue: FairQueue<One>, { goesOn = false } = {}): string[] {
  const taken: string[] = [];
  const inWork = (workspace: string) => (goesOn ? taken.filter((name) => name[0] === workspace).length : 0);
  for (let next = queue.take(anybody, inWork); next; next = queue.take(anybody, inWork)) taken.push(next.name);
  return taken;
}

describe("the queue of the decoders", () => {
  it("serves workspaces in turn, and each in its own order", () => {
    const queue = createFairQueue<One>(100);
    add(queue, "a1", "a2", "a3", "a4", "b1", "b2", "c1");
    expect(drained(queue)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", "a4"]);
  });

  it("serves first who has the least in work", () => {
    const queue = createFairQueue<One>(100);
    add(queue, "a1", "a2", "b1");
    expect(queue.take(anybody, (workspace) => (workspace === "a" ? 1 : 0))?.name).toBe("b1");
    add(queue, "b2", "c1");
    expect(drained(queue, { goesOn: true })).toEqual(["a1", "b2", "c1", "a2"]);
  });

  it("passes over who may have nothing more, and keeps their turn", () => {
    const queue = createFairQueue<One>(100);
    add(queue, "a1", "b1");
    const notA = (workspace: string) => workspace !== "a";
    expect(queue.take(notA, () => 0)?.name).toBe("b1");
    expect(queue.take(notA, () => 0)).toBeNull();
    expect(drained(queue)).toEqual(["a1"]);
  });

  it("lets one workspace fill half of it, and says so to that one alone", () => {
    const queue = createFairQueue<One>(4);
    add(queue, "a1", "a2");
    expect(codeOfAdding(queue, "a3")).toBe("too_many_requests");
    expect(add(queue, "b1", "b2")).toEqual([null, null]);
  });

  it("pushes the last of the longest lane out for a newcomer, and turns him away where all have as little", () => {
    const queue = createFairQueue<One>(6);
    add(queue, "a1", "a2", "a3", "b1", "b2", "b3");
    expect(add(queue, "c1", "d1")).toEqual(["a3", "b3"]);
    expect(codeOfAdding(queue, "c2")).toBe("busy");
    expect(drained(queue)).toEqual(["a1", "b1", "c1", "d1", "a2", "b2"]);
    add(queue, "a1", "b1", "c1", "d1", "e1", "f1");
    expect(codeOfAdding(queue, "g1")).toBe("busy");
  });

  it("never sends away, nor pushes out, what no bound holds for", () => {
    const queue = createFairQueue<One>(2);
    for (const name of ["a1", "a2", "a3"]) queue.add(one(name, false));
    expect(add(queue, "b1", "c1")).toEqual([null, null]);
    expect(codeOfAdding(queue, "d1")).toBe("busy");
    expect(queue.all()).toHaveLength(5);
  });

  it("has at its head what was put back, and no more what was removed", () => {
    const queue = createFairQueue<One>(10);
    add(queue, "a1", "a2");
    const first = queue.take(anybody, () => 0);
    if (first) queue.putBack(first);
    const [, second] = queue.all();
    if (second) queue.remove(second);
    expect(drained(queue)).toEqual(["a1"]);
  });
});
