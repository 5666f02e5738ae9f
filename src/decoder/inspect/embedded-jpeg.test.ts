import { afterAll, describe, expect, it } from "vitest";
import { sharp } from "#decoder/sharp-setup.ts";
import { exifSegment, jpeg, scratch, segment, tiffWithCopy, xmpPacket, xmpSegment } from "./byte-builders.fixture.ts";
import { embeddedJpeg } from "./embedded-jpeg.ts";
import { readMetadata } from "./read-metadata.ts";

const files = scratch();
afterAll(files.remove);

const copy = await sharp({ create: { width: 160, height: 120, channels: 3, background: "#a4651e" } })
  .jpeg()
  .toBuffer();

async function embeddedIn(file: Buffer): Promise<Buffer | null> {
  const { embedded, warnings } = await readMetadata(files.path(file));
  if (embedded !== null) expect(warnings.map(({ code }) => code)).toContain("embedded_thumbnail");
  return embedded;
}

describe("the small copy inside a JPEG", () => {
  it("is found in Exif", async () => {
    expect(await embeddedIn(jpeg(exifSegment(tiffWithCopy(copy))))).toEqual(copy);
  });

  it("is found among Photoshop's resources", async () => {
    const head = Buffer.from("8BIM\x04\x0c\0\0\0\0\0\0", "latin1");
    head.writeUInt32BE(28 + copy.length, 8);
    const resource = Buffer.concat([head, Buffer.alloc(28), copy]);
    expect(await embeddedIn(jpeg(segment(0xed, "Photoshop 3.0\0", resource)))).toEqual(copy);
  });

  it("is found in JFIF's extension", async () => {
    expect(await embeddedIn(jpeg(segment(0xe0, "JFXX\0\x10", copy)))).toEqual(copy);
  });

  it("is found in XMP", async () => {
    const list = `<xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType="Resource"><xmpGImg:format>JPEG</xmpGImg:format>
      <xmpGImg:image>${copy.toString("base64")}</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>`;
    const packet = xmpPacket(list, 'xmlns:xmpGImg="http://ns.adobe.com/xap/1.0/g/img/"');
    expect(await embeddedIn(jpeg(xmpSegment(packet)))).toEqual(copy);
  });

  it("is nothing where offset and length lead out of the block, or to something else", async () => {
    expect(await embeddedIn(jpeg(exifSegment(tiffWithCopy(copy, [], 4_000_000_000))))).toBeNull();
    expect(await embeddedIn(jpeg(exifSegment(tiffWithCopy(Buffer.alloc(5_000, 0x41)))))).toBeNull();
    expect(await embeddedIn(jpeg(exifSegment(tiffWithCopy(Buffer.alloc(0)))))).toBeNull();
  });
});

it("refuses a copy that costs too much to decode before anyone decodes it", () => {
  const scan = Buffer.from("\xff\xda\0\x08\x01\x01\0\0\x3f\0\x55", "latin1");
  const scans = (count: number) => Buffer.concat([copy.subarray(0, -2), ...Array<Buffer>(count).fill(scan)]);
  expect(embeddedJpeg(scans(10))).not.toBeNull();
  expect(embeddedJpeg(scans(5_000))).toBeNull();
  expect(embeddedJpeg(Buffer.concat([copy, Buffer.alloc(600_000)]))).toBeNull();
  expect(embeddedJpeg(Buffer.from("\xff\xd8", "latin1"))).toBeNull();
});
