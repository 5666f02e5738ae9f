import { expect, test } from "vitest";
import { sourceOfBytes } from "./byte-source.ts";
import { bytesOfLatin1, latin1 } from "./bytes.ts";
import { readContent } from "./content.ts";
import { expectCover, inShort, walked } from "./cover.fixture.ts";
import { everyPart } from "./part.ts";
import { svgPrefixes } from "./svg-stretches.ts";

const HEAD =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ' +
  'xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"';

async function toldOf(text: string | Uint8Array): Promise<string[]> {
  const file = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { container, parts } = await walked(file);
  expect(container).toBe("svg");
  expectCover(parts, file.length);
  return inShort(parts).filter((one) => one !== "pixels drawing");
}

const inside = (text: string) => toldOf(`${HEAD}>${text}</svg>`);

test.each([
  ["<!-- words -->", ["comment comment"]],
  ["<?php words ?>", ["text instruction php"]],
  ["<title>words</title><desc>more</desc>", ["text title title", "text desc desc"]],
  ['<metadata id="m"><rdf:RDF></rdf:RDF></metadata>', ["xmp metadata"]],
  ["<metadata>words</metadata>", ["text metadata metadata"]],
  ["<metadata/>", ["structure metadata"]],
  ['<s:namedview><s:guide p="1"/></s:namedview>', ["layers s:namedview"]],
  ["<other:thing>words</other:thing>", ["layers other:thing"]],
  ['<g s:docname="offer.svg" id="g1"/>', ["text attribute s:docname"]],
  ['<g data-name="Layer of Jane"/>', ["text attribute data-name"]],
  ['<image xlink:href="file:///home/jane/a.png"/>', ["text attribute xlink:href"]],
  ['<use xlink:href="#a"/><rect width="1"/>', []],
  ["<style>/* words */ a{}</style><style><![CDATA[/* more */]]></style>", ["comment comment", "comment comment"]],
  ["<script>words</script>", ["unknown script"]],
  ["<c2pa:manifest>AAAA</c2pa:manifest>", ["credentials c2pa:manifest"]],
  ["<metadata><c2pa:manifest>AAAA</c2pa:manifest></metadata>", ["text metadata metadata", "credentials c2pa:manifest"]],
  ["<style>a{fill:url(data:image/png;base64,AAAA)}</style>", ["image data image/png"]],
  ["<a b='data:image/svg+xml,%3Csvg/%3E'/>", ["image data image/svg+xml"]],
  ["<a b='data:font/woff2;base64,AAAA'/>", ["pixels data font/woff2"]],
  ["<title>never closed", ["text title title"]],
])("%s is %j", async (text, told) => {
  expect(await inside(text)).toEqual(told);
});

test("tells what stands before the root, and words behind it", async () => {
  const before = '<?xml version="1.0"?><!DOCTYPE svg [<!-- words --> <!ENTITY a "b">]><!-- more -->';
  expect(await toldOf(`${before}${HEAD}/><!-- end -->\n`)).toEqual([
    "structure XML declaration",
    "structure document type",
    "comment comment",
    "comment comment",
    "comment comment",
  ]);
  expect(await toldOf(`${HEAD}></svg>words</svg>`)).toEqual(["trailing behind the end"]);
});

test("finds the same in UTF-16, whose letters have two bytes", async () => {
  const text = `${HEAD}><title>words</title><!-- more --></svg>`;
  const units = Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0));
  const file = new Uint8Array(units.buffer);
  expect(await toldOf(file)).toEqual(["structure byte order mark", "text title title", "comment comment"]);
  const title = (await walked(file)).parts.find(({ name }) => name === "title");
  const content = title?.content ?? { offset: 0, bytes: 0 };
  expect(new TextDecoder("utf-16le").decode(file.subarray(content.offset, content.offset + content.bytes))).toBe(
    "words",
  );
});

test("knows the prefixes that metadata lean on", () => {
  expect(svgPrefixes(`${HEAD}/>`).get("s")).toBe("http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd");
});

test("reads an embedded file", async () => {
  const file = bytesOfLatin1(`${HEAD}><image href="data:image/png;base64,d29y\n  ZHM="/></svg>`);
  const part = [...everyPart((await walked(file)).parts)].find(({ name }) => name === "data");
  const content = part && (await readContent(sourceOfBytes(file), part, 100));
  expect(content && latin1(content)).toBe("words");
});

test.each(["<!--", "<!a>", "<style>", "<a:b>", "</a>", "<?", "<![CDATA[", "<a b='", "data:a/b,", "<!a ["])(
  "goes through a hundred thousand of %s in one pass",
  async (piece) => {
    const file = bytesOfLatin1(`${HEAD}>${piece.repeat(100_000)}</svg>`);
    const { parts } = await walked(file);
    expect(parts.reduce((at, { bytes }) => at + bytes, 0)).toBe(file.length);
  },
);
