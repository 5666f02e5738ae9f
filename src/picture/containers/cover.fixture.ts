import { expect } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { everyPart, type Part, type Walk } from "./part.ts";
import { walkFile } from "./walk.ts";

export const walked = (bytes: Uint8Array): Promise<Walk> => walkFile(sourceOfBytes(bytes));

/** Fails unless the parts cover a file exactly, and every part lies within the one that it is in. */
export function expectCover(parts: readonly Part[], bytes: number): void {
  let at = 0;
  for (const part of parts) {
    expect(part.offset).toBe(at);
    expect(part.bytes).toBeGreaterThan(0);
    at += part.bytes;
  }
  expect(at).toBe(bytes);
  for (const part of everyPart(parts)) {
    for (const inner of part.parts ?? []) {
      expect(inner.offset).toBeGreaterThanOrEqual(part.offset);
      expect(inner.offset + inner.bytes).toBeLessThanOrEqual(part.offset + part.bytes);
    }
  }
}

/** All parts in short: kind, name and label, those inside others behind them. */
export const inShort = (parts: readonly Part[]): string[] =>
  [...everyPart(parts)].map(({ kind, name, label }) => [kind, name, label].filter(Boolean).join(" "));
