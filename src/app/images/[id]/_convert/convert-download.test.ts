import { expect, it } from "vitest";
import { fileName, query } from "./convert-download.ts";

it("reads the file's name from the header, the extended one first", () => {
  expect(fileName("attachment; filename=\"x.webp\"; filename*=UTF-8''%C3%91and%C3%BA%20%231.webp")).toBe(
    "Ñandú #1.webp",
  );
  expect(fileName('attachment; filename="a \\"b\\".png"')).toBe('a "b".png');
  expect(fileName("attachment; filename=plain.png")).toBe("plain.png");
  expect(fileName("attachment; filename=\"x.webp\"; filename*=UTF-8''%E0%A4%A")).toBe("x.webp");
  expect(fileName(null)).toBe("");
});

it("asks only for what was said", () => {
  const form = new FormData();
  form.set("format", "webp");
  form.set("width", "");
  form.set("metadata", "none");
  expect(query(form).toString()).toBe("format=webp&metadata=none");
});
