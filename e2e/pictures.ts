/** Real pictures, made on the spot; each as a browser's file field and a form take it. */
import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import sharp, { type Sharp } from "sharp";

export interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

interface Size {
  width?: number;
  height?: number;
}

/** Holds what names break on: an apostrophe, percent, hash, plus, what file systems refuse, accents, other scripts, emoji. */
export const EVERY_CHARACTER = "it's 100% #1 & co; a+b=c? Ñandú – 日本語 😀 (копия).jpg";

/** A file name that is nowhere else. */
export const uniqueName = (extension = "jpg"): string => `only-${randomBytes(8).toString("hex")}.${extension}`;

const picture = async (name: string, mimeType: string, made: Promise<Buffer> | Buffer): Promise<Picture> => ({
  name,
  mimeType,
  buffer: await made,
});

/** Red grows to the right, green downwards. */
function gradient({ width = 600, height = 400 }: Size, blue = 90): Sharp {
  const data = Buffer.alloc(width * height * 3, blue);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = (255 * x) / width;
      data[at + 1] = (255 * y) / height;
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Nothing in it repeats, so that no encoder makes it small. */
function noise({ width = 600, height = 400 }: Size): Sharp {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
}

export const photo = (name = "photo.jpg", size: Size = {}) =>
  picture(name, "image/jpeg", gradient(size).jpeg().toBuffer());

export const noisy = (name = "noise.jpg", size: Size = {}) =>
  picture(name, "image/jpeg", noise(size).jpeg({ quality: 95 }).toBuffer());

/** Three bytes a pixel. */
export const uncompressed = (name = "large.tif", size: Size = {}) =>
  picture(name, "image/tiff", noise(size).tiff({ compression: "none" }).toBuffer());

/** Where and when `withPlace` says it was taken. */
export const PLACE = { latitude: 51.508972, longitude: -0.128794, altitude: 35 };
export const TAKEN = { local: "2025-06-07T08:09:10", offset: "+02:00" };
export const SERIAL = "SN0123456789";

/** A photograph that gives away where it was taken, when, by which camera and by whom. */
export const withPlace = (name = "place.jpg", size: Size = {}) =>
  picture(
    name,
    "image/jpeg",
    gradient(size)
      .withExif({
        IFD0: { Make: "Lumen", Model: "Lumen 7", Software: "Lumen 1.0", ImageDescription: "By the fountain" },
        IFD2: {
          DateTimeOriginal: "2025:06:07 08:09:10",
          OffsetTimeOriginal: "+02:00",
          ExposureTime: "1/250",
          FNumber: "28/10",
          ISOSpeedRatings: "200",
          BodySerialNumber: SERIAL,
          CameraOwnerName: "Ada Example",
        },
        IFD3: {
          GPSLatitudeRef: "N",
          GPSLatitude: "51/1 30/1 3230/100",
          GPSLongitudeRef: "W",
          GPSLongitude: "0/1 7/1 4366/100",
          GPSAltitudeRef: "0",
          GPSAltitude: "35/1",
        },
      })
      .jpeg()
      .toBuffer(),
  );

/** Stored lying, shown standing: EXIF orientation 6. As seen `height` x `width`. */
export const rotated = (name = "turned.jpg", size: Size = {}) =>
  picture(name, "image/jpeg", gradient(size).withMetadata({ orientation: 6 }).jpeg().toBuffer());

/** Half of it clear. */
export const clear = (name = "clear.png") =>
  picture(
    name,
    "image/png",
    sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .composite([
        { input: { create: { width: 150, height: 200, channels: 4, background: "#c8281e" } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer(),
  );

/** A picture of which all but a strip is under full transparency, and still there. */
export const hiddenUnderAlpha = async (name = "hidden.png") => {
  const { data, info } = await gradient({}).ensureAlpha(0).raw().toBuffer({ resolveWithObject: true });
  for (let at = data.length - 600 * 20 * 4; at < data.length; at += 4) data[at + 3] = 255;
  return picture(name, "image/png", sharp(data, { raw: info }).png().toBuffer());
};

export const displayP3 = (name = "wide.png") =>
  picture(name, "image/png", gradient({}).withIccProfile("p3").png().toBuffer());

const frames = () =>
  Promise.all(
    ["#ff0000", "#00ff00", "#0000ff"].map((background) =>
      sharp({ create: { width: 120, height: 80, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );

/** Three frames. */
export const animatedGif = async (name = "moving.gif") =>
  picture(
    name,
    "image/gif",
    sharp(await frames(), { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer(),
  );

/** So many frames of noise, so that none is like the one before. */
export const movingFrames = async (count: number, name = "many.gif") => {
  const each = await Promise.all(
    Array.from({ length: count }, () => noise({ width: 60, height: 40 }).png().toBuffer()),
  );
  return picture(
    name,
    "image/gif",
    sharp(each, { join: { animated: true } })
      .gif({ effort: 1 })
      .toBuffer(),
  );
};

/** A TIFF (6.0) of two grey pages: 40 x 30 and 60 x 20. */
export const manyPages = (name = "scan.tif") => {
  const page = (start: number, width: number, height: number, last: boolean) => {
    const tags = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, 0],
      [278, height],
      [279, width * height],
    ];
    const size = 2 + tags.length * 12 + 4;
    const bytes = Buffer.alloc(size + width * height, 90);
    bytes.writeUInt16LE(tags.length, 0);
    for (const [index, [tag = 0, value = 0]] of tags.entries()) {
      bytes.writeUInt16LE(tag, 2 + index * 12);
      bytes.writeUInt16LE(4, 4 + index * 12);
      bytes.writeUInt32LE(1, 6 + index * 12);
      bytes.writeUInt32LE(tag === 273 ? start + size : value, 10 + index * 12);
    }
    bytes.writeUInt32LE(last ? 0 : start + bytes.length, size - 4);
    return bytes;
  };
  const first = page(8, 40, 30, false);
  const bytes = [Buffer.from("II*\0\x08\0\0\0", "latin1"), first, page(8 + first.length, 60, 20, true)];
  return picture(name, "image/tiff", Buffer.concat(bytes));
};

export const animatedWebp = async (name = "moving.webp") =>
  picture(
    name,
    "image/webp",
    sharp(await frames(), { join: { animated: true } })
      .webp({ delay: [100, 100, 100] })
      .toBuffer(),
  );

/** A drawing that would run a script, were it opened as a page. */
export const svg = (name = "drawing.svg") =>
  picture(
    name,
    "image/svg+xml",
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><script>alert(1)</script>' +
        '<rect width="200" height="100" fill="#1f7a4d"/></svg>',
    ),
  );

/** A drawing that names its author, the file and a folder of who drew it, and a place. */
export const drawnBy = (name = "map.svg") =>
  picture(
    name,
    "image/svg+xml",
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
        xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="200" height="100"
        sodipodi:docname="secret-map.svg" inkscape:export-filename="/home/ada/secret-map.png">
        <!-- drawn at 51.508972, -0.128794 -->
        <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><cc:Work rdf:about="">
          <dc:creator><cc:Agent><dc:title>Ada Example</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>
        <rect width="200" height="100" fill="#1f7a4d"/></svg>`,
    ),
  );

/** A PNG with a chunk of nobody known before its pixels, with words in it. */
export const withUnknownChunk = async (words = "note: the blue house", name = "unknown.png") => {
  const { buffer } = await clear(name);
  const body = Buffer.from(`prVt${words}`, "latin1");
  const chunk = Buffer.alloc(8 + body.length);
  chunk.writeUInt32BE(body.length - 4);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), 4 + body.length);
  return picture(name, "image/png", Buffer.concat([buffer.subarray(0, 33), chunk, buffer.subarray(33)]));
};

export const textNamedJpg = (name = "letter.jpg") =>
  picture(name, "image/jpeg", Buffer.from("Dear editor,\nthis is a letter and not a picture.\n".repeat(20)));

export const zipHeader = (name = "archive.zip") =>
  picture(
    name,
    "application/zip",
    Buffer.concat([Buffer.from("PK\x03\x04\x14\0\0\0\x08\0", "latin1"), randomBytes(400)]),
  );

/** A JPEG of which the lower half did not arrive. */
export const cutOff = async (name = "cut.jpg") => {
  const { buffer } = await noisy(name);
  return picture(name, "image/jpeg", buffer.subarray(0, buffer.length / 2));
};

/** A JPEG that broke off before a fifth of it was there. */
export const truncated = async (name = "broken.jpg") => {
  const { buffer } = await noisy(name);
  return picture(name, "image/jpeg", buffer.subarray(0, buffer.length / 5));
};

/** The smallest one, for where the number counts. */
export const dot = (name: string) =>
  picture(
    name,
    "image/png",
    sharp({ create: { width: 8, height: 8, channels: 3, background: "#336699" } })
      .png()
      .toBuffer(),
  );
