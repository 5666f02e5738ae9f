import { expect, test } from "vitest";
import { iptcSegment, jpeg } from "#decoder/inspect/byte-builders.fixture.ts";
import { findTags } from "./find-tags.ts";
import { iptcAsWritten } from "./iptc-text.ts";

test("a text that declares no charset is UTF-8 where it is that, else Latin-1", async () => {
  for (const encoding of ["utf8", "latin1"] as const) {
    const file = jpeg(iptcSegment([90, Buffer.from("Göteborg", encoding)], [25, Buffer.from("Öl", encoding)]));
    const { tags } = await findTags(file);
    expect(tags.find(({ name }) => name === "City")?.value, encoding).toBe("Göteborg");
    expect([tags.find(({ name }) => name === "Keywords")?.value].flat(), encoding).toEqual(["Öl"]);
  }
});

test("what is read right stays", () => {
  for (const text of ["", "plain", "Göteborg", "日本", "café – “quoted”", ["Öl", "Å"]]) {
    expect(iptcAsWritten(text)).toEqual(text);
  }
  expect(iptcAsWritten(["Ã–l", "Ã…"])).toEqual(["Öl", "Å"]);
  expect(iptcAsWritten("ÃÂ")).toBe("ÃÂ");
});
