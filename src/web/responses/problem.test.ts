import { expect, it } from "vitest";
import { AppError } from "#errors.ts";
import { problem } from "./problem.ts";

it.each([
  ["the time that was said", new AppError("busy", "Later.", { retryAfter: 2 }), "2"],
  ["some time where none was said", new AppError("busy", "Later."), "5"],
  ["some time after too many requests", new AppError("too_many_requests", "Later."), "60"],
  ["longer where room is missing", new AppError("storage_full", "Full."), "120"],
  ["none where coming back is of no use", new AppError("not_found", "Gone."), null],
])("tells when to come back: %s", (_name, error, seconds) => {
  expect(problem(error).headers.get("retry-after")).toBe(seconds);
});
