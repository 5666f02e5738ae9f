import { expect, it } from "vitest";
import { fillNameTemplate, paddedNumber, parseNameTemplate } from "./name-template.ts";

const values = { name: "IMG_0412", number: "07", width: "1600", height: "1067", date: "2026-11-24" };

it.each([
  ["{name}", "IMG_0412"],
  ["{date} {name}-{width}x{height}", "2026-11-24 IMG_0412-1600x1067"],
  ["holiday {number}", "holiday 07"],
  ["always the same", "always the same"],
])("fills %s", (template, name) => expect(fillNameTemplate(parseNameTemplate(template), values)).toBe(name));

it.each(["", "{camera}", "{name", "name}", "{}", "{{name}}", "a/b", "a\\b", "{name}".repeat(21)])(
  "refuses “%s”",
  (template) => {
    expect(() => parseNameTemplate(template)).toThrow(expect.objectContaining({ code: "invalid_parameter" }));
  },
);

it("numbers sort as the pictures do", () => {
  expect([paddedNumber(7, 9), paddedNumber(7, 10), paddedNumber(7, 120)]).toEqual(["7", "07", "007"]);
});
