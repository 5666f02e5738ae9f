import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { ascii, long, scratch, short, tiff } from "./byte-builders.fixture.ts";
import { identify } from "./identify.ts";

const files = scratch();
afterAll(files.remove);

const formatOfContent = async (content: Buffer | string) => (await identify(files.path(content))).id;
const refusal = async (content: Buffer | string) =>
  identify(files.path(content)).then(
    (format) => `opened as ${format.id}`,
    (error) => `${error.code}: ${error.message}`,
  );
const box = (brands: string) => {
  const bytes = Buffer.from(`\0\0\0\0ftyp${brands.slice(0, 4)}\0\0\0\0${brands.slice(4)}`, "latin1");
  bytes.writeUInt32BE(bytes.length);
  return Buffer.concat([bytes, Buffer.alloc(64)]);
};

describe("identify", () => {
  it.each(["jpeg", "png", "webp", "avif", "gif", "tiff"] as const)("knows a %s by its bytes", async (format) => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "#888888" } });
    expect(await formatOfContent(await picture.toFormat(format).toBuffer())).toBe(format);
  });

  it.each([
    ["bare", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["prefixed", "<s:svg xmlns:s='http://www.w3.org/2000/svg'/>"],
    ["with a byte order mark and a prolog", "\ufeff<?xml version='1.0'?>\n<svg/>"],
    ["with a doctype that has a subset", "<!DOCTYPE svg [ <!ENTITY a '>'> ]>\n<svg width='1'/>"],
    ["behind a long comment", `<?xml version='1.0'?><!-- ${"licence > <html> ".repeat(2_000)} -->\n<svg/>`],
    ["in UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("<svg/>", "utf16le")])],
  ])("knows an SVG that is %s", async (_how, text) => {
    expect(await formatOfContent(text)).toBe("svg");
  });

  it("takes HEIC by any of its brands", async () => {
    expect(await formatOfContent(box("heicmif1"))).toBe("heic");
    expect(await formatOfContent(box("mif1heic"))).toBe("heic");
  });

  it("takes AVIF by any of its brands, and a sequence as one", async () => {
    expect(await formatOfContent(box("mif1avifmiaf"))).toBe("avif");
    expect(await formatOfContent(box("avisavifmsf1"))).toBe("avifs");
  });

  it.each([
    ["HEIF", box("mif1miaf")],
    ["CR3", box("crx isom")],
    ["JPEG XL", Buffer.from("\xff\x0a\x00\x00", "latin1")],
    ["JPEG 2000", Buffer.from("\0\0\0\x0cjP  \r\n\x87\n", "latin1")],
    ["PSD", Buffer.from("8BPS\0\x01", "latin1")],
    ["PDF", Buffer.from("%PDF-1.7\n", "latin1")],
    ["RAF", Buffer.from("FUJIFILMCCD-RAW 0201", "latin1")],
    ["ORF", Buffer.from("IIRO\x08\0\0\0", "latin1")],
    ["RW2", Buffer.from("IIU\0\x18\0\0\0", "latin1")],
    ["CR2", Buffer.from("II*\0\x10\0\0\0CR\x02\0", "latin1")],
    ["DNG", tiff([ascii(0x010f, "Google"), { tag: 0xc612, type: 1, value: Buffer.from([1, 4, 0, 0]) }])],
    ["NEF", tiff([long(0x00fe, 1), ascii(0x010f, "NIKON CORPORATION"), long(0x014a, 8)])],
    ["ARW", tiff([short(0x0103, 32767), ascii(0x010f, "SONY")])],
    ["SVGZ", gzipSync("<?xml version='1.0'?><svg/>")],
  ])("names %s, which does not open yet", async (name, content) => {
    expect(await refusal(content)).toMatch(new RegExp(`^unsupported_format: This is an? .*cannot open ${name} yet; `));
  });

  it("leaves an ordinary TIFF of a camera's program a TIFF", async () => {
    expect(await formatOfContent(tiff([ascii(0x010f, "NIKON CORPORATION"), short(0x0103, 1)]))).toBe("tiff");
  });

  it.each([
    ["This file is empty.", ""],
    ["This file is a ZIP archive, not a picture.", Buffer.from("PK\x03\x04\x14\0\0\0\0\0".padEnd(60, "\0"), "latin1")],
    ["This file is a gzip archive, not a picture.", gzipSync("some notes")],
    ["This file is a video, not a picture.", box("isommp42")],
    ["This file is a text, not a picture.", "Straße, naïve, 日本語\n".repeat(500)],
    ["This file is a web page, not a picture.", "<!doctype html><html><body><svg></svg></body></html>"],
    ["This file is an XML document, not a picture.", "<?xml version='1.0'?><note><svg/></note>"],
    ["This file is not a picture that Proofsheet knows.", Buffer.from([1, 2, 3, 4, 0, 0, 0, 1])],
  ])("says: %s", async (sentence, content) => {
    expect(await refusal(content)).toBe(`not_an_image: ${sentence}`);
  });

  it("repeats nothing of the file in what it says", async () => {
    expect(await refusal("<script>secret</script>")).not.toContain("secret");
  });
});
