import { afterEach, expect, test, vi } from "vitest";
import { createStore } from "./store.ts";

afterEach(() => vi.useRealTimers());

test("tells who listens of each change, and nobody who stopped", () => {
  const store = createStore(1);
  const seen: number[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.set(2);
  store.set(2);
  stop();
  store.set(3);
  expect(seen).toEqual([2, 2]);
  expect([store.get(), store.initial]).toEqual([3, 1]);
});

test("with a pause it tells of many changes once, and has the newest value at once", () => {
  vi.useFakeTimers();
  const store = createStore(0, { pause: 100 });
  const told = vi.fn();
  store.subscribe(told);
  for (const value of [1, 2, 3]) store.set(value);
  expect(store.get()).toBe(3);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(1);
  store.set(4);
  vi.advanceTimersByTime(100);
  expect(told).toHaveBeenCalledTimes(2);
});

test("reads what is kept elsewhere, and watches it for as long as somebody listens", () => {
  let kept = "one";
  const ended = vi.fn();
  const store = createStore("", {
    read: () => kept,
    watch: (listener) => {
      listener();
      return ended;
    },
  });
  const told = vi.fn();
  const stop = store.subscribe(told);
  expect(told).toHaveBeenCalledTimes(1);
  kept = "two";
  store.tell();
  expect(told).toHaveBeenCalledTimes(2);
  expect(store.get()).toBe("two");
  stop();
  expect(ended).toHaveBeenCalledTimes(1);
});
