/** Real files of every format that were cut, flipped, glued together or given another's head. */
import sharp from "sharp";
import { long, random } from "./bytes.ts";

export const EXTENSIONS = ["jpg", "png", "webp", "gif", "avif", "tif", "svg"] as const;
export type Extension = (typeof EXTENSIONS)[number];

/** The same small picture in every format: nothing in it repeats. */
export async function sound(): Promise<Record<Extension, Buffer>> {
  const [width, height, next] = [240, 160, random(7)];
  const data = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, at) => (((at / 3) % width) + 40 * next() + (at % 3) * 30) & 255),
  );
  const exif = {
    IFD0: { Make: "Lumen", Model: "Lumen 7" },
    IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" },
  };
  const image = () => sharp(data, { raw: { width, height, channels: 3 } }).withExif(exif);
  const frame = { raw: { width, height: height * 4, channels: 3 as const, pageHeight: height } };
  const film = sharp(Buffer.concat([data, data.toReversed(), data, data.toReversed()]), frame);
  const dots = Array.from(
    { length: 300 },
    () => `<circle cx="${next() * 240}" cy="${next() * 160}" r="${next() * 9}"/>`,
  );
  return {
    jpg: await image().jpeg().toBuffer(),
    png: await image().withIccProfile("p3").png().toBuffer(),
    webp: await image().webp().toBuffer(),
    gif: await film.gif().toBuffer(),
    avif: await image().avif({ effort: 0 }).toBuffer(),
    tif: await image().tiff({ compression: "lzw" }).toBuffer(),
    svg: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="240" height="160">${dots.join("")}</svg>`),
  };
}

/** After its first twelve bytes, at a tenth, a half and nine tenths, and without its last byte. */
export function cut(whole: Buffer): Buffer[] {
  const ends = [12, whole.length * 0.1, whole.length * 0.5, whole.length * 0.9, whole.length - 1];
  return ends.map((end) => whole.subarray(0, Math.max(1, Math.floor(end))));
}

/** One bit, ten, a hundred and a thousand, anywhere but in the first twelve bytes; the same ones each time. */
export function flipped(whole: Buffer, seed: number): Buffer[] {
  return [1, 1, 10, 10, 100, 100, 1000].map((count, index) => {
    const next = random(seed * 1000 + index);
    const bytes = Buffer.from(whole);
    for (let i = 0; i < count; i++) {
      const at = 12 + Math.floor(next() * (bytes.length - 12));
      bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(next() * 8));
    }
    return bytes;
  });
}

const heads: Record<Extension, number> = { jpg: 4, png: 8, webp: 12, gif: 6, avif: 12, tif: 8, svg: 5 };

/** Each format's head before the next one's body. */
export function liars(files: Record<Extension, Buffer>): Buffer[] {
  return EXTENSIONS.map((head, index) => {
    const body = EXTENSIONS[(index + 1) % EXTENSIONS.length] as Extension;
    return Buffer.concat([files[head].subarray(0, heads[head]), files[body].subarray(heads[body])]);
  });
}

const PAGE = "<!DOCTYPE html><html><body><script>document.title='ran'</script><h1>a page</h1></body></html>";

/** Files that are a picture to one program and something else to another. */
export function polyglots(files: Record<Extension, Buffer>): Record<string, Buffer> {
  const comment = Buffer.concat([Buffer.from("!\xfe", "latin1"), Buffer.from([PAGE.length]), Buffer.from(`${PAGE}\0`)]);
  const tables = 13 + 3 * 2 ** (((files.gif[10] as number) & 7) + 1) * ((files.gif[10] as number) >> 7);
  return {
    "page.gif": Buffer.concat([files.gif.subarray(0, tables), comment, files.gif.subarray(tables)]),
    "script.gif": Buffer.from(`GIF89a/*${"\0".repeat(20)}*/=1;alert(1);`, "latin1"),
    "page.jpg": Buffer.concat([
      files.jpg.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, PAGE.length + 2]),
      Buffer.from(PAGE),
      files.jpg.subarray(2),
    ]),
    "archive.png": Buffer.concat([files.png, Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]),
    "document.jpg": Buffer.concat([files.jpg.subarray(0, 2), Buffer.from("%PDF-1.7\n"), files.jpg.subarray(2)]),
    "page.svg": Buffer.from(`${files.svg.toString().replace("</svg>", "")}<script>alert(1)</script></svg>${PAGE}`),
    "page first.html": Buffer.concat([Buffer.from(PAGE), files.png]),
  };
}

/** ISO base media boxes (ISO/IEC 14496-12 §4.2) whose lengths lead nowhere, and an AVIF of another size than it says. */
export function avifBoxes(avif: Buffer): Buffer[] {
  const start = avif.readUInt32BE(0);
  const box = (length: number, ...rest: Buffer[]) => {
    const head = Buffer.from("\0\0\0\0free", "latin1");
    head.writeUInt32BE(length, 0);
    return Buffer.concat([head, ...rest]);
  };
  const within = (insert: Buffer) => Buffer.concat([avif.subarray(0, start), insert, avif.subarray(start)]);
  const patched = (name: string, offset: number, value: number) => {
    const bytes = Buffer.from(avif);
    bytes.writeUInt32BE(value >>> 0, bytes.indexOf(name) + offset);
    return bytes;
  };
  return [
    within(box(0)),
    within(box(4)),
    within(box(1, Buffer.alloc(8))),
    within(box(1, Buffer.alloc(8, 0xff))),
    patched("meta", -4, 0),
    patched("iprp", -4, 0),
    patched("iloc", -4, 0),
    patched("ispe", -4, 0),
    Buffer.concat([
      Buffer.from(avif).fill(
        Buffer.from("\xff\xff\xff\xff", "latin1"),
        avif.indexOf("ispe") + 8,
        avif.indexOf("ispe") + 16,
      ),
    ]),
    patched("ispe", 8, 0),
    patched("mdat", -4, 0xffffffff),
    Buffer.concat([avif.subarray(0, start), long(0)]),
  ];
}
