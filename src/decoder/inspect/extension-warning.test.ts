import { describe, expect, it } from "vitest";
import { type Format, formatOf } from "#picture/formats.ts";
import { extensionWarning } from "./extension-warning.ts";

const jpeg = formatOf("jpeg") as Format;

describe("the extension", () => {
  it("is compared with the content", () => {
    expect(extensionWarning("holiday.PNG", jpeg)).toEqual({
      code: "extension_mismatch",
      detail: "The name says PNG, the content is JPEG.",
    });
    expect(extensionWarning("IMG_1.heic", jpeg)?.detail).toBe("The name says HEIC, the content is JPEG.");
  });

  it.each(["a.jpg", "a.JPEG", "a.jfif ", "a", "a.b.c", "notes.constructor", ".jpg"])(
    "says nothing about %j",
    (name) => {
      expect(extensionWarning(name, jpeg)).toBeNull();
    },
  );
});
