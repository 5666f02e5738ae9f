import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat, latin1 } from "./bytes.ts";
import { gifSubBlocks } from "./chunks.fixture.ts";
import { type decodedBytes, readContent } from "./content.ts";

const read = async (
  ...[bytes, coding, most = 100]: [Uint8Array | string, Parameters<typeof decodedBytes>[1], number?]
) => {
  const content = typeof bytes === "string" ? bytesOfLatin1(bytes) : bytes;
  const range = { offset: 3, bytes: content.length };
  const source = sourceOfBytes(concat([bytesOfLatin1("abc"), content]));
  const part = { ...range, kind: "text" as const, name: "x", content: { ...range, coding } };
  const found = await readContent(source, part, most);
  return found && latin1(found);
};

test("unpacks zlib up to the limit, and says what it cannot", async () => {
  const packed = zlibSync(bytesOfLatin1("words"));
  expect(await read(packed, "deflate")).toBe("words");
  expect(await read(packed, "deflate", 4)).toBeNull();
  expect(await read(packed.slice(0, 6), "deflate")).toBeNull();
  expect(await read("no zlib", "deflate")).toBeNull();
  // A bomb of fifty million zeros is not unpacked.
  expect(await read(zlibSync(new Uint8Array(50_000_000)), "deflate", 1_000_000)).toBeNull();
});

test.each([
  ["\nexif\n       5\n776f726473", "words"],
  ["\ngeneric profile\n       5\n776F\n7264 73\n", "words"],
  ["\niptc\n       1\n776f726473", "words"],
  ["\niptc\n       5\nno digits", null],
  ["776f726473", null],
])("reads the raw profile %j", async (text, words) => {
  expect(await read(text, "raw_profile")).toBe(words);
  expect(await read(zlibSync(bytesOfLatin1(text)), "deflate_raw_profile")).toBe(words);
});

test("joins sub-blocks, also of a file that ends in one", async () => {
  expect(await read(gifSubBlocks("words".repeat(100)), "sub_blocks", 1000)).toBe("words".repeat(100));
  expect(await read("\x09words", "sub_blocks")).toBe("words");
});

test.each([
  ["d29yZHM=", "words"],
  ["d29y\r\n ZHM", "words"],
  ["d29y&#10;ZHM%3D", "words"],
  ["d29y!", null],
])("reads the base64 %j", async (text, words) => {
  expect(await read(text, "base64")).toBe(words);
});
