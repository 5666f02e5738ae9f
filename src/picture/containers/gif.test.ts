import { expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, concat, latin1 } from "./bytes.ts";
import { gifFile, gifSubBlocks } from "./chunks.fixture.ts";
import { readContent } from "./content.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";

const application = (name: string, data: Uint8Array) => concat([bytesOfLatin1(`!\xff\x0b${name}`), data]);
const XMP_TRAILER = Uint8Array.from({ length: 258 }, (_, at) => (at === 0 ? 1 : at < 257 ? 256 - at : 0));

async function toldOf(file: Uint8Array): Promise<string[]> {
  const { parts } = await walked(file);
  expectCover(parts, file.length);
  return inShort(parts);
}

test("has a part for every block", async () => {
  const file = gifFile(
    bytesOfLatin1("!\xf9\x04\0\0\0\0\0"),
    application("NETSCAPE2.0", gifSubBlocks("\x01\0\0")),
    application("NOBODY  1.0", gifSubBlocks("words")),
    concat([bytesOfLatin1("!\xfe"), gifSubBlocks("a comment")]),
    concat([bytesOfLatin1(`!\x01\x0c${"\0".repeat(12)}`), gifSubBlocks("plain")]),
    concat([bytesOfLatin1("!\x77"), gifSubBlocks("words")]),
  );
  expect(await toldOf(file)).toEqual([
    "structure header",
    "colour global colour table",
    "structure graphic control",
    "structure application NETSCAPE2.0",
    "unknown application NOBODY  1.0",
    "comment comment",
    "text plain text",
    "unknown extension 0x77",
    "pixels image",
    "structure trailer",
  ]);
});

test("tells words in a loop's extension, and in a graphic control", async () => {
  const told = await toldOf(
    gifFile(
      application("NETSCAPE2.0", gifSubBlocks("three bytes and a secret")),
      concat([bytesOfLatin1("!\xf9"), gifSubBlocks("four bytes and a secret")]),
    ),
  );
  expect(told.slice(2, 4)).toEqual(["unknown application NETSCAPE2.0", "broken graphic control"]);
});

test("reads comments, profiles, and XMP without its trailer, in sub-blocks or not", async () => {
  const words = "words ".repeat(100);
  for (const [extension, kind] of [
    [concat([bytesOfLatin1("!\xfe"), gifSubBlocks(words)]), "comment"],
    [application("ICCRGBG1012", gifSubBlocks(words)), "colour"],
    [application("XMP DataXMP", concat([bytesOfLatin1(words), XMP_TRAILER])), "xmp"],
    [application("XMP DataXMP", gifSubBlocks(words)), "xmp"],
  ] as const) {
    const file = gifFile(extension);
    const part = (await walked(file)).parts[2];
    const content = part && (await readContent(sourceOfBytes(file), part, 1000));
    expect([part?.kind, content && latin1(content)]).toEqual([kind, words]);
  }
});

test("tells what lies behind the trailer, and what is no block", async () => {
  expect((await toldOf(concat([gifFile(), bytesOfLatin1("words")]))).at(-1)).toBe("trailing data");
  expect((await toldOf(concat([gifFile(), new Uint8Array(9)]))).at(-1)).toBe("padding zeros");
  expect((await toldOf(gifFile(bytesOfLatin1("words")))).slice(2)).toEqual(["broken rest"]);
});

test("says where a file ends early", async () => {
  const file = gifFile();
  for (const end of [file.length - 1, file.length - 4, 15]) {
    const walk = await walked(file.subarray(0, end));
    expectCover(walk.parts, end);
    expect(walk.endsEarly).toBe(true);
  }
});
