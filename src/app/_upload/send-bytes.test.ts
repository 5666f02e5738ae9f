import { expect, it } from "vitest";
import { retryAfter } from "./send-bytes.ts";

it("reads when to come back, in seconds or as a date", () => {
  const now = Date.parse("2026-11-23T10:00:00Z");
  expect(retryAfter("2", now)).toBe(2000);
  expect(retryAfter("Mon, 23 Nov 2026 10:00:05 GMT", now)).toBe(5000);
  expect(retryAfter("Mon, 23 Nov 2026 09:00:00 GMT", now)).toBe(0);
});

it("knows nothing where the server says nothing of use", () => {
  expect(retryAfter(null)).toBeNull();
  expect(retryAfter("")).toBeNull();
  expect(retryAfter("soon")).toBeNull();
});
