import { expect, test } from "vitest";
import { readDeletionReceipt, writeDeletionReceipt } from "./deletion-receipt.ts";

const keys = { sessionSecrets: ["a secret of some length ".repeat(3)] };
const NOON = Date.parse("2026-11-24T12:00:00Z");

test("reads the receipt that it wrote", () => {
  const written = writeDeletionReceipt(keys, { images: 12, bytes: 48_300_000 }, NOON);
  expect(written).toMatch(/^12\.48300000\.\d+\.[\w-]{22}$/);
  expect(readDeletionReceipt(keys, written)).toEqual({ images: 12, bytes: 48_300_000, at: "2026-11-24T12:00:00.000Z" });
});

test("knows nothing of one that somebody else wrote, or changed", () => {
  const written = writeDeletionReceipt(keys, { images: 12, bytes: 48_300_000 }, NOON);
  const other = writeDeletionReceipt(
    { sessionSecrets: ["another one ".repeat(5)] },
    { images: 12, bytes: 48_300_000 },
    NOON,
  );
  for (const bad of [other, `1${written}`, `${written}A`, "12.48300000", "", undefined, [written], "9".repeat(9e5)])
    expect(readDeletionReceipt(keys, bad)).toBeNull();
});
