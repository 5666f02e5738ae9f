import { expect, test } from "vitest";
import { codeOf } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { singleFlight } from "./single-flight.ts";

/** Work that ends when it is told to, or when it is given up; counts how often it was begun. */
function controlled() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signals: AbortSignal[] = [];
  const work = (signal: AbortSignal) => {
    signals.push(signal);
    return Promise.race([
      promise,
      new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(new Error("given up")))),
    ]);
  };
  return { signals, work, finish: resolve };
}

let keys = 0;
const newKey = () => `key ${++keys}`;

test("one of two who wait leaves, and the other is served", async () => {
  const [key, leaves] = [newKey(), new AbortController()];
  const { signals, work, finish } = controlled();
  const left = codeOf(singleFlight(key, { signal: leaves.signal }, work));
  const stays = singleFlight(key, { signal: new AbortController().signal }, work);
  leaves.abort();
  expect(await left).toBe("busy");
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  finish();
  await stays;
});

test("the work is given up when the last one leaves, and begun anew for who comes then", async () => {
  const key = newKey();
  const { signals, work, finish } = controlled();
  const visitors = [new AbortController(), new AbortController()];
  const ends = visitors.map(({ signal }) => codeOf(singleFlight(key, { signal }, work)));
  for (const visitor of visitors) visitor.abort();
  const next = singleFlight(key, {}, work);
  expect(await Promise.all(ends)).toEqual(["busy", "busy"]);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  finish();
  await next;
});

test("who cannot leave keeps it going", async () => {
  const [key, leaves] = [newKey(), new AbortController()];
  const { signals, work, finish } = controlled();
  const stays = singleFlight(key, {}, work);
  const left = codeOf(singleFlight(key, { signal: leaves.signal }, work));
  leaves.abort();
  await left;
  expect(signals[0]?.aborted).toBe(false);
  finish();
  await stays;
});

test("nothing is begun for who has left already", async () => {
  const { signals, work } = controlled();
  expect(await codeOf(singleFlight(newKey(), { signal: AbortSignal.abort() }, work))).toBe("busy");
  expect(signals).toEqual([]);
});

test.each(["busy", "too_many_requests"] as const)("the patient do not share the end %s", async (code) => {
  const key = newKey();
  const gate = Promise.withResolvers<void>();
  const refused = singleFlight(key, {}, () => gate.promise);
  let patient = 0;
  const served = singleFlight(key, { patient: true }, async () => void patient++);
  gate.reject(new AppError(code, "Sent away."));
  expect(await codeOf(refused)).toBe(code);
  await served;
  expect(patient).toBe(1);
});
