import { expect, it } from "vitest";
import type { LookResult } from "#picture/report/look-at.ts";
import { createFirstLooks } from "./first-looks.ts";

/** A worker that answers when the test says so. */
class ToldWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  file: File | null = null;
  ended = false;
  postMessage(file: File): void {
    this.file = file;
  }
  terminate(): void {
    this.ended = true;
  }
}

function looks(longest = 60_000) {
  const workers: ToldWorker[] = [];
  const open = () => {
    const worker = new ToldWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  return { look: createFirstLooks({ open, longest }), workers };
}

const NOTHING: LookResult = { discloses: [], notRead: { parts: [], kinds: [] } };
const PLACE: LookResult = {
  ...NOTHING,
  discloses: [{ code: "location", value: "48.8, 2.3", source: "EXIF:GPS", remove: ["location"] }],
};
const file = (name: string): File => new File(["x"], name);
const always = () => true;
const turn = () => new Promise((resolve) => setImmediate(resolve));

it("looks into two files at once, in turn, and ends its workers when nothing is left", async () => {
  const { look, workers } = looks();
  const found = ["a", "b", "c"].map((name) => look(file(name), always));
  expect(workers.map((worker) => worker.file?.name)).toEqual(["a", "b"]);
  workers[0]?.onmessage?.({ data: NOTHING });
  await turn();
  expect(workers.map((worker) => worker.file?.name)).toEqual(["c", "b"]);
  workers[0]?.onmessage?.({ data: null });
  workers[1]?.onmessage?.({ data: PLACE });
  expect(await Promise.all(found)).toEqual([NOTHING, PLACE, "unknown"]);
  await turn();
  expect(workers.map((worker) => worker.ended)).toEqual([true, true]);
});

it("ends a worker that takes too long, and goes on with a new one", async () => {
  const { look, workers } = looks(1);
  const slow = look(file("endless.heic"), always);
  const next = look(file("b"), always);
  const last = look(file("c"), always);
  expect(await slow).toBe("unknown");
  expect(workers[0]?.ended).toBe(true);
  expect(await Promise.all([next, last])).toEqual(["unknown", "unknown"]); // late too
  expect(workers.length).toBeGreaterThanOrEqual(3);
  await turn();
  expect(workers.every((worker) => worker.ended)).toBe(true);
});

it("says that it knows nothing where a worker fails", async () => {
  const { look, workers } = looks();
  const found = look(file("a"), always);
  workers[0]?.onerror?.();
  expect(await found).toBe("unknown");
  expect(workers[0]?.ended).toBe(true);
});

it("says that it knows nothing where no worker can be started, and tries again for the next file", async () => {
  let refusals = 0;
  const open = () => {
    refusals++;
    throw new Error("refused");
  };
  const look = createFirstLooks({ open, longest: 60_000 });
  const found = ["a", "b", "c"].map((name) => look(file(name), always));
  expect(await Promise.all(found)).toEqual(["unknown", "unknown", "unknown"]);
  expect(refusals).toBe(3);
});

it("does not look into what nobody wants any more", async () => {
  const { look, workers } = looks();
  void look(file("a"), always);
  void look(file("b"), always);
  void look(file("gone"), () => false);
  workers[0]?.onmessage?.({ data: NOTHING });
  await turn();
  expect(workers.map((worker) => worker.file?.name)).toEqual(["a", "b"]);
  expect(workers[0]?.ended).toBe(true);
});
