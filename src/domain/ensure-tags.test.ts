// @module-tag slow
import { text } from "node:stream/consumers";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, expect, it, vi } from "vitest";
import { type TestServices, testServices, upload } from "#compose.fixture.ts";
import { findInTags } from "#decoder/exiftool/find-in-tags.ts";
import { writeTags } from "#decoder/exiftool/write-tags.ts";
import { ensureTags, readTagsPage } from "./ensure-tags.ts";
import type { DecoderPool } from "./services.ts";

vi.setConfig({ testTimeout: 180_000 }); // ExifTool's Perl is started here, which a busy machine takes its time for

let services: TestServices;
afterEach(() => services.close());

/** What the child does, in this process: no limit of time stands in the way of a busy machine. */
const here: DecoderPool = {
  cancel() {},
  charge() {},
  failure: () => null,
  run(job) {
    if (job.kind === "tags") return writeTags(job) as never;
    if (job.kind === "find-tags") return findInTags(job) as never;
    throw new Error(job.kind);
  },
};

/** A PNG whose packed XMP holds so many properties (PNG 1.2 §4.2.3.3; XMP part 3 §1.1.5). */
async function withProperties(count: number): Promise<Buffer> {
  const properties = Array.from({ length: count }, (_, at) => `<a:P${at}>v${at}</a:P${at}>`).join("");
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:a="http://a.example/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`;
  const data = Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\x01\0\0\0", "latin1"), deflateSync(xmp)]);
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length);
  chunk.write("iTXt", 4, "latin1");
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#a4651e" } })
    .png()
    .toBuffer();
  const end = png.length - 12; // before IEND
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
}

it("gives a page a little of a list of thousands, reads no more of it here, and finds all the rest", async () => {
  services = testServices({ decoders: here });
  const image = await upload(services, await withProperties(1500), "hostile.png");
  await ensureTags(services, image);
  const { read } = services.store;
  const bytes: number[] = [];
  services.store.read = async (key, range) => {
    const object = await read(key, range);
    bytes.push(object?.bytes ?? 0);
    return object;
  };
  const page = await readTagsPage(services, image);
  expect(page.whole).toBe(false);
  expect(page.count).toBeGreaterThan(1499);
  const found = await readTagsPage(services, image, "v1234");
  expect(found.groups.flatMap(({ rows }) => rows)).toEqual([["P1234", "v1234"]]);
  expect(bytes).toEqual([expect.any(Number), expect.any(Number)]);
  expect(Math.max(...bytes)).toBeLessThan(350_000);

  const { csvKey } = await ensureTags(services, image);
  const csv = await text((await read(csvKey))!.body);
  expect(csv.split("\r\n").length - 2).toBe(page.count); // a header, and nothing behind the last end of a line
});
