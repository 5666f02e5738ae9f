import { expect, test } from "vitest";
import { decodeError } from "./decode-error.ts";

test.each([
  'unable to open file "a" for reading\nsystem error: Too many open files',
  "system error: Cannot allocate memory",
  "vips_threadset_add: unable to create thread",
  "vips_tracked: out of memory -- size == 12MB",
  "Array buffer allocation failed",
])("%j is a shortage of this machine, and no fault of the picture", (message) => {
  expect(decodeError(new Error(message))).toMatchObject({ code: "busy", cause: { message } });
});

test.each([
  ["system error: No space left on device", "storage_full"],
  ["vips_tracked: out of memory -- size == 4096MB", "too_complex"],
  ["libpng read error: chunk data: out of memory", "too_complex"],
  ["VipsJpeg: premature end of JPEG image", "damaged_image"],
])("%j is %s", (message, code) => {
  expect(decodeError(new Error(message))).toMatchObject({ code });
});

test("what the system says of a call is known by its code", () => {
  const full = Object.assign(new Error("write failed"), { code: "ENOSPC" });
  expect(decodeError(full)).toMatchObject({ code: "storage_full" });
  const gone = Object.assign(new Error("no such file"), { code: "ENOENT" });
  expect(decodeError(gone)).toBe(gone);
});
