import { expect, test } from "vitest";
import { AppError, isShortage, toAppError } from "./errors.ts";

const failure = (code: string, cause?: unknown) => Object.assign(new Error(`${code}: it failed`, { cause }), { code });

test.each(["EAGAIN", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"])(
  "%s is a shortage of ours: busy, with a time to come back",
  (code) => {
    const error = toAppError(failure(code));
    expect(error).toMatchObject({ code: "busy", retryAfter: expect.any(Number), cause: { code } });
    expect(isShortage(error)).toBe(true);
  },
);

test.each(["ENOSPC", "EDQUOT"])("%s is a disk without room", (code) => {
  expect(toAppError(failure(code))).toMatchObject({ code: "storage_full", cause: { code } });
});

test("a shortage is seen wherever it is in the chain of causes, and nothing else is one", () => {
  expect(isShortage(failure("ERR_STREAM", failure("EMFILE")))).toBe(true);
  expect(isShortage(new AppError("damaged_image", "Broken.", { cause: failure("ENOMEM") }))).toBe(true);
  expect(isShortage(new AppError("storage_full", "No room."))).toBe(true);
  const circle = new Error("it bites its tail");
  circle.cause = circle;
  for (const error of [failure("ENOENT"), new AppError("damaged_image", "Broken."), circle, null, "EMFILE"]) {
    expect(isShortage(error)).toBe(false);
    expect(toAppError(error).code).not.toBe("busy");
  }
});
