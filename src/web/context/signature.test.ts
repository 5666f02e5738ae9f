import { expect, test } from "vitest";
import { isSigned, sign } from "./signature.ts";

const now = { sessionSecrets: ["new ".repeat(10), "old ".repeat(10)] };
const before = { sessionSecrets: ["old ".repeat(10)] };

test("what was signed is known, under older keys too, and nothing else is", () => {
  for (const keys of [now, before]) expect(isSigned(now, "link", "text", sign(keys, "link", "text"))).toBe(true);
  const signature = sign(now, "link", "text");
  expect(isSigned(before, "link", "text", signature)).toBe(false);
  expect(isSigned(now, "receipt", "text", signature)).toBe(false);
  expect(isSigned(now, "link", "text2", signature)).toBe(false);
  for (const bad of ["", signature.slice(1), `${signature}=`, `${signature}A`, "é".repeat(22)])
    expect(isSigned(now, "link", "text", bad), bad).toBe(false);
});
