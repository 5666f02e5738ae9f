import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import * as make from "./byte-builders.fixture.ts";
import { readMetadata } from "./read-metadata.ts";

const files = make.scratch();
afterAll(files.remove);

const read = (content: Buffer | string) => readMetadata(files.path(content));
const degrees = (degree: number, minute: number, second: number): [number, number][] => [
  [degree, 1],
  [minute, 1],
  [second * 100, 100],
];
const here = [
  make.ascii(1, "S"),
  make.fractions(2, ...degrees(38, 24, 18.7)),
  make.ascii(3, "E"),
  make.fractions(4, ...degrees(144, 11, 20.25)),
];

describe("the fields", () => {
  it("come out with their units", async () => {
    const { metadata, orientation } = await read(
      make.jpeg(
        make.exifSegment(
          make.tiff([make.ascii(0x010f, "Canon  "), make.ascii(0x0110, "EOS"), make.short(0x0112, 6)], {
            exif: [
              make.fractions(0x829a, [1, 125]),
              make.fractions(0x829d, [28, 10]),
              make.short(0x8822, 3),
              make.short(0x8827, 400),
              make.ascii(0x9003, "2019:07:04 18:30:01"),
              make.ascii(0x9011, "+02:00"),
              make.short(0x9207, 5),
              make.short(0x9209, 0x59),
              make.fractions(0x920a, [50, 1]),
              make.short(0xa403, 1),
              make.short(0xa405, 75),
              make.ascii(0xa430, "Ann Owner"),
              make.ascii(0xa431, "123456"),
              make.fractions(0xa432, [24, 1], [70, 1], [28, 10], [28, 10]),
            ],
          }),
        ),
      ),
    );
    expect(orientation).toBe(6);
    expect(metadata.camera).toMatchObject({
      make: "Canon",
      model: "EOS",
      serialNumber: "123456",
      lens: "24-70mm f/2.8",
      ownerName: "Ann Owner",
    });
    expect(metadata.exposure).toEqual({
      exposureTime: 0.008,
      fNumber: 2.8,
      iso: 400,
      focalLength: 50,
      focalLength35mm: 75,
      exposureBias: null,
      program: "Aperture-priority AE",
      metering: "Multi-segment",
      flash: "Auto, Fired, Red-eye reduction",
      whiteBalance: "Manual",
    });
    expect(metadata.dates.taken).toEqual({ local: "2019-07-04T18:30:01", offset: "+02:00" });
  });

  it.each(["jpeg", "png", "webp", "avif"] as const)("are found in a %s that sharp wrote", async (format) => {
    const content = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#888888" } })
      .withExif({ IFD0: { Artist: "Ann", Copyright: "(C) Ann" } })
      .toFormat(format)
      .toBuffer();
    const { metadata } = await read(content);
    expect(metadata.description).toMatchObject({ creator: "Ann", copyright: "(C) Ann" });
  });

  it("are null where the file says nothing", async () => {
    const { metadata, warnings, orientation } = await read(make.jpeg());
    expect(orientation).toBe(1);
    expect(warnings).toEqual([]);
    expect(metadata.raw).toEqual({ exif: null, gps: null, iptc: null, xmp: null, icc: null });
    expect(metadata.description.keywords).toEqual([]);
  });

  it.each([0, 9, 65535])("take orientation %i as 1", async (value) => {
    expect((await read(make.jpeg(make.exifSegment(make.tiff([make.short(0x0112, value)]))))).orientation).toBe(1);
  });
});

describe("the place", () => {
  it("has the signs of its letters", async () => {
    const { metadata, warnings } = await read(
      make.jpeg(
        make.exifSegment(
          make.tiff([], { gps: [...here, make.bytes(5, Buffer.from([1])), make.fractions(6, [25, 2])] }),
        ),
      ),
    );
    expect(metadata.location).toEqual({
      latitude: expect.closeTo(-38.405194, 5),
      longitude: expect.closeTo(144.188958, 5),
      altitude: -12.5,
      direction: null,
    });
    expect(warnings).toEqual([
      { code: "location", detail: "This picture says where it was taken: -38.40519, 144.18896." },
    ]);
  });

  it.each([
    [
      "empty",
      [
        make.ascii(1, "N"),
        make.fractions(2, [0, 0], [0, 0], [0, 0]),
        make.ascii(3, "E"),
        make.fractions(4, [0, 0], [0, 0], [0, 0]),
      ],
    ],
    ["off the globe", [make.ascii(1, "N"), make.fractions(2, ...degrees(91, 0, 0)), ...here.slice(2)]],
    ["text", [make.ascii(2, "north"), make.ascii(4, "west")]],
    ["half of one", here.slice(0, 2)],
  ])("is null where it is %s", async (_what, gps) => {
    const { metadata, warnings } = await read(make.jpeg(make.exifSegment(make.tiff([], { gps }))));
    expect(metadata.location).toBeNull();
    expect(warnings).toEqual([]);
  });

  it("comes from XMP alone too", async () => {
    const packet = make.xmpPacket(
      "<exif:GPSLatitude>41,13.218N</exif:GPSLatitude><exif:GPSLongitude>96,4.2975W</exif:GPSLongitude>",
    );
    const { metadata, warnings } = await read(make.jpeg(make.xmpSegment(packet)));
    expect(metadata.location).toMatchObject({
      latitude: expect.closeTo(41.2203, 5),
      longitude: expect.closeTo(-96.071625, 5),
    });
    expect(warnings.map(({ code }) => code)).toEqual(["location"]);
  });

  it("is warned of by its name where there are no coordinates", async () => {
    const { warnings } = await read(make.jpeg(make.iptcSegment([90, "Mainz"], [92, "Fotostudio"])));
    expect(warnings).toEqual([{ code: "location", detail: "This picture names a place: Fotostudio, Mainz." }]);
  });
});

describe("what people wrote", () => {
  it("is taken from Exif, then XMP, then IPTC", async () => {
    const { metadata } = await read(
      make.jpeg(
        make.exifSegment(make.tiff([make.ascii(0x010e, "exif caption"), make.ascii(0x013b, "    ")])),
        make.xmpSegment(
          make.xmpPacket(
            `<dc:description><rdf:Alt><rdf:li xml:lang="de">xmp deutsch</rdf:li><rdf:li xml:lang="x-default">xmp caption</rdf:li></rdf:Alt></dc:description>
             <dc:creator><rdf:Seq><rdf:li>One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></dc:creator><xmp:Rating>-1</xmp:Rating>`,
          ),
        ),
        make.iptcSegment([5, "title"], [25, "a"], [25, "b"], [25, "a"], [80, "iptc creator"], [120, "iptc caption"]),
      ),
    );
    expect(metadata.description).toMatchObject({
      title: "title",
      caption: "exif caption",
      keywords: ["a", "b"],
      creator: "One, Two",
      rating: -1,
    });
  });

  it("keeps letters and markup whatever the encoding", async () => {
    const title = Buffer.from("Ñandú <b>&amp;</b>\0", "utf16le");
    const { metadata } = await read(
      make.jpeg(
        make.exifSegment(make.tiff([make.ascii(0x010e, "<script>é</script>"), make.bytes(0x9c9b, title)])),
        make.iptcSegment([90, Buffer.from("Köln", "latin1")], [101, "日本"]),
      ),
    );
    expect(metadata.description).toMatchObject({
      title: "Ñandú <b>&amp;</b>",
      caption: "<script>é</script>",
      city: "Köln",
      country: "日本",
    });
  });

  it("reads XMP in UTF-16", async () => {
    const packet = Buffer.from(make.xmpPacket("<photoshop:City>Łódź</photoshop:City>"), "utf16le").swap16();
    expect((await read(make.jpeg(make.xmpSegment(packet)))).metadata.description.city).toBe("Łódź");
  });

  it("loses control characters but no lines", async () => {
    const { metadata } = await read(
      make.jpeg(make.exifSegment(make.tiff([make.ascii(0x010e, "a\r\nb\x07\x1b[31mc")]))),
    );
    expect(metadata.description.caption).toBe("a\nb[31mc");
  });

  it("reads a PNG's own text and an SVG's own elements", async () => {
    const text: [string, Buffer] = ["tEXt", Buffer.from("Author\0Zo\xeb", "latin1")];
    const fromPng = await read(make.png(text, make.packedText("Description", Buffer.from("a caption"))));
    expect(fromPng.metadata.description).toMatchObject({ creator: "Zoë", caption: "a caption" });
    const fromSvg = await read("<svg><title>A &lt;b&gt; &#233;</title><desc>two</desc></svg>");
    expect(fromSvg.metadata.description).toMatchObject({ title: "A <b> é", caption: "two" });
  });
});

describe("what it gives away", () => {
  it("is said in plain sentences", async () => {
    const { warnings } = await read(
      make.jpeg(
        make.exifSegment(
          make.tiff([make.ascii(0x013b, "Ann")], {
            exif: [make.ascii(0xa435, "LENS-9")],
            second: [make.long(0x0201, 100), make.long(0x0202, 5000)],
          }),
        ),
      ),
    );
    expect(warnings).toEqual([
      {
        code: "serial_number",
        detail: "This picture carries its lens's serial number: LENS-9. It links all pictures of that lens.",
      },
      { code: "owner", detail: "This picture names who made it: Ann." },
      {
        code: "embedded_thumbnail",
        detail: "A small copy of the picture as it was first saved is inside; it may show what was cropped away later.",
      },
    ]);
  });
});
