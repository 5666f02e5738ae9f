import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanFileName, withExtension } from "./file-name.ts";
import { uniqueNames } from "./unique-names.ts";

const parts = fc.constantFrom(
  "a",
  "A",
  ".",
  "..",
  " ",
  "con",
  "NUL",
  "com1",
  ".jpg",
  ".JPG",
  "é",
  "e\u0301",
  "(2)",
  " (2)",
  "errors.txt",
  "日本",
  "😀",
  ":",
  "?",
  "/",
  "\\",
  "\u202e",
  "\0",
);
const anyName = fc.oneof(
  fc.array(parts, { maxLength: 6 }).map((some) => some.join("")),
  fc.string({ unit: "binary", maxLength: 300 }),
);
const all = (given: string[]) => {
  const unique = uniqueNames(["errors.txt"]);
  return given.map((name) => unique(cleanFileName(name)));
};

describe("the names inside an archive", () => {
  test("lie in its one folder and are taken by every system", () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 30 }), (given) => {
        for (const name of all(given)) {
          expect(name).not.toMatch(/^\.|[. ]$|[/\\<>:"|?*\p{Cc}]/u);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          expect(name).not.toBe("");
          expect(name.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test("are no longer than a file's name may be (NAME_MAX: 255 bytes; 255 UTF-16 units on Windows)", () => {
    const long = fc.tuple(
      fc.constantFrom("a", "é", "日", "😀", "\u0915\u094d\u0937"),
      fc.integer({ min: 60, max: 300 }),
    );
    fc.assert(
      fc.property(fc.array(long, { maxLength: 5 }), fc.boolean(), (given, converted) => {
        const names = given.flatMap(([letter, count]) => [
          `${letter.repeat(count)}.jpeg`,
          `${letter.repeat(count)}.jpeg`,
        ]);
        for (const name of all(converted ? names.map((one) => withExtension(one, "webp")) : names)) {
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        }
      }),
    );
  });

  test("change no name that is fine and alone", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9_日é-]{1,30}\.(jpg|webp|PNG)$/), (name) => {
        fc.pre(!/^(con|prn|aux|nul|com\d|lpt\d)\./i.test(name));
        expect(all([name])).toEqual([name.normalize("NFC")]);
      }),
    );
  });

  test("keep their extension when they are told apart", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.constantFrom("jpg", "webp", "tif"),
        fc.integer({ min: 2, max: 30 }),
        (stem, extension, count) => {
          fc.pre(!/^(con|prn|aux|nul)$/.test(stem));
          const names = all(Array(count).fill(`${stem}.${extension}`));
          expect(new Set(names).size).toBe(count);
          for (const name of names) expect(name.endsWith(`.${extension}`)).toBe(true);
        },
      ),
    );
  });
});
