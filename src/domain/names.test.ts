import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName, withExtension } from "./file-name.ts";
import { uniqueNames } from "./unique-names.ts";

const anyText = fc.string({ unit: "binary", maxLength: 300 });

describe("a file name as it is kept", () => {
  it.each([
    ["C:\\fakepath\\IMG 1.jpg", "IMG 1.jpg"],
    ["../../etc/passwd", "passwd"],
    ["Ñandú – 日本語 写真 №1 😀 (copia).jpg", "Ñandú – 日本語 写真 №1 😀 (copia).jpg"],
    ["photo\u202egpj.exe", "photogpj.exe"],
    ["line\r\nbreak.png", "linebreak.png"],
    [" it's 100% #1 & co?; v=1.0 .png", " it's 100% #1 & co?; v=1.0 .png"],
    ["", "picture"],
    ["folder/", "picture"],
    ["  ", "picture"],
    ["..", "picture"],
  ])("makes %j %j", (given, kept) => expect(cleanFileName(given)).toBe(kept));

  it("keeps the extension of a name that is too long", () => {
    const kept = cleanFileName(`${"😀".repeat(400)}.jpeg`);
    expect(kept).toBe(`${"😀".repeat(62)}.jpeg`); // 253 bytes: one more would be 257
  });

  it("is as long as a file's name may be, 255 bytes, and takes its time for no text", () => {
    expect(cleanFileName(`${"a".repeat(251)}.jpg`)).toBe(`${"a".repeat(251)}.jpg`);
    expect(cleanFileName(`${"a".repeat(252)}.jpg`)).toBe(`${"a".repeat(251)}.jpg`);
    const began = performance.now();
    expect(Buffer.byteLength(cleanFileName("日".repeat(300_000)))).toBe(255);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it("is no row of dots or spaces that was left of a longer one", () => {
    expect(cleanFileName(`${" ".repeat(300)}abcdefghijkl`)).toBe("picture");
    expect(cleanFileName(`${".".repeat(300)}abcdefghijkl`)).toBe("picture");
  });

  it("is never empty, holds no control character and no separator, and is stable", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kept = cleanFileName(text);
        expect(kept).not.toMatch(/[\p{Cc}/\\]/u);
        expect(kept.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
        expect(cleanFileName(kept)).toBe(kept);
      }),
    );
  });
});

describe("the name of a conversion", () => {
  it.each([
    ["IMG_0412.HEIC", "IMG_0412.webp"],
    ["archive.tar.gz", "archive.tar.webp"],
    ["no extension", "no extension.webp"],
    [".jpg", "picture.webp"],
    ["v=1.0 .png", "v=1.0 .webp"],
  ])("makes %j %j", (name, converted) => expect(withExtension(name, "webp")).toBe(converted));
});

describe("the names inside an archive", () => {
  const names = (...given: string[]) => {
    const unique = uniqueNames(["errors.txt"]);
    return given.map((name) => unique(name));
  };

  it("tells equal names apart, also where only case or accents' form differ", () => {
    expect(names("a.jpg", "a.jpg", "A.JPG", "errors.txt")).toEqual([
      "a.jpg",
      "a (2).jpg",
      "A (3).JPG",
      "errors (2).txt",
    ]);
    expect(names("\u00e9.png", "e\u0301.png")).toEqual(["é.png", "é (2).png"]);
  });

  it("are names that every system takes", () => {
    expect(names("a:b?.jpg", "con.png", "LPT1", "...")).toEqual(["a_b_.jpg", "_con.png", "_LPT1", "picture"]);
  });

  it("are unique whatever comes", () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 40 }), (given) => {
        const made = names(...given);
        expect(new Set(made.map((name) => name.normalize("NFC").toLowerCase())).size).toBe(given.length);
        for (const name of made) expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}]/u);
      }),
    );
  });
});
