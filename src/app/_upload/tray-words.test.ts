import { expect, test } from "vitest";
import { lookOf, summaryOf, titleOf } from "./tray-words.ts";

const MB = 1_000_000;
const sending = (sent: number, busy: number, bytes: number) => ({
  held: 0,
  busy,
  sent,
  failed: 0,
  bytes: { sent: bytes, all: 12_600_000 },
});

test("says bytes and the time left while pictures go out", () => {
  expect(summaryOf(sending(1, 2, 3_100_000), 19_000)).toBe("1 of 3 sent · 3.1 of 12.6 MB · about 20 s left");
  expect(summaryOf(sending(1, 2, 3_100_000), null)).toBe("1 of 3 sent · 3.1 of 12.6 MB");
});

test("tells those who listen that it began and how it ended, and does not count aloud", () => {
  const told = [sending(0, 3, 0), sending(1, 2, 4 * MB), sending(2, 1, 9 * MB)].map(lookOf);
  expect(new Set(told).size).toBe(1);
  expect(lookOf({ ...sending(3, 0, 12 * MB), failed: 1 })).toBe("3 pictures sent. 1 not taken");
});

test("says by its title where the pictures are", () => {
  const none = sending(0, 0, 0);
  const titles = [{ ...none, held: 2 }, sending(0, 1, 0), sending(1, 0, MB), { ...none, failed: 1 }].map(titleOf);
  expect(titles).toEqual(["Look first", "Sending", "Sent", "Not sent"]);
});
