/** Pictures like photographs, the same ones each time: coarse and fine structure, edges, grain; camera fields in Exif. */
import { join } from "node:path";
import sharp from "sharp";

export interface Pictures {
  /** 4000 x 3000 */
  jpeg12: string;
  /** the same, and it says where it was taken */
  located12: string;
  /** 6000 x 4000 */
  jpeg24: string;
  /** 3264 x 2448, with soft transparency */
  alpha8: string;
  /** 64 x 48: so little that what is left is the server's own work */
  tiny: string;
}

const CAMERA = {
  IFD0: { Make: "Bench", Model: "Bench 1", Software: "bench", DateTime: "2026:05:01 10:20:30" },
  IFD2: { DateTimeOriginal: "2026:05:01 10:20:30", ExposureTime: "1/200", FNumber: "28/10", FocalLength: "35/1" },
};
const PLACE = {
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 51/1 30/1", GPSLongitudeRef: "E", GPSLongitude: "2/1 17/1 40/1" },
};

/** Makes them in `folder`. */
export async function makePictures(folder: string): Promise<Pictures> {
  const paths: Pictures = {
    jpeg12: join(folder, "photo-12.jpg"),
    located12: join(folder, "photo-12-located.jpg"),
    jpeg24: join(folder, "photo-24.jpg"),
    alpha8: join(folder, "cut-out-8.png"),
    tiny: join(folder, "tiny.jpg"),
  };
  const photo12 = await photograph(4000, 3000, { seed: 1, grain: 12 });
  const jpeg = { quality: 90 };
  await photo12.clone().jpeg(jpeg).withExif(CAMERA).toFile(paths.jpeg12);
  await photo12
    .clone()
    .jpeg(jpeg)
    .withExif({ ...CAMERA, ...PLACE })
    .toFile(paths.located12);
  await sharp(paths.jpeg12).resize(64).jpeg().toFile(paths.tiny);
  const photo24 = await photograph(6000, 4000, { seed: 2, grain: 12 });
  await photo24.jpeg(jpeg).withExif(CAMERA).toFile(paths.jpeg24);
  const photo8 = await photograph(3264, 2448, { seed: 3, grain: 3 });
  const mask = svg(3264, 2448, '<ellipse cx="50%" cy="50%" rx="45%" ry="42%" fill="url(#soft)"/>');
  const cutOut = await photo8.png({ compressionLevel: 0 }).toBuffer();
  await sharp(cutOut)
    .composite([{ input: mask, blend: "dest-in" }])
    .png()
    .toFile(paths.alpha8);
  return paths;
}

/** Structure at every scale, each finer one weaker, as in nature; px per cell, and how strong (0 to 255). */
const SCALES = [
  { cell: 900, strength: 90 },
  { cell: 220, strength: 50 },
  { cell: 55, strength: 28 },
  { cell: 14, strength: 16 },
  { cell: 4, strength: 14 },
] as const;

async function photograph(width: number, height: number, { seed, grain }: { seed: number; grain: number }) {
  const random = randomFrom(seed);
  const light = new Float32Array(width * height).fill(120);
  for (const { cell, strength } of SCALES) {
    const layer = await clouds(width, height, cell, random);
    for (let at = 0; at < light.length; at++)
      light[at] = (light[at] as number) + (((layer[at] as number) - 128) / 128) * strength;
  }
  const warm = await clouds(width, height, 700, random);
  const green = await clouds(width, height, 300, random);
  const pixels = Buffer.allocUnsafe(width * height * 3);
  for (let at = 0; at < light.length; at++) {
    const value = (light[at] as number) + (random() + random() - 1) * grain;
    const tint = ((warm[at] as number) - 128) / 3;
    pixels[at * 3] = limit(value + tint);
    pixels[at * 3 + 1] = limit(value + ((green[at] as number) - 128) / 5);
    pixels[at * 3 + 2] = limit(value - tint);
  }
  const shapes = Array.from({ length: 60 }, () => shape(random)).join("");
  const whole = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .composite([{ input: svg(width, height, shapes) }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(whole, { raw: { width, height, channels: 3 } });
}

/** Smooth random light and dark, one byte a pixel, in cells of so many px. */
async function clouds(width: number, height: number, cell: number, random: () => number): Promise<Buffer> {
  const small = { width: Math.ceil(width / cell) + 1, height: Math.ceil(height / cell) + 1, channels: 1 as const };
  const values = Buffer.from(Array.from({ length: small.width * small.height }, () => random() * 256));
  return sharp(values, { raw: small })
    .resize(width, height, { fit: "fill", kernel: "cubic" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
}

/** An edge, in colour, let through a little. */
function shape(random: () => number): string {
  const percent = () => `${(random() * 100).toFixed(2)}%`;
  const size = () => `${(1 + random() * 12).toFixed(2)}%`;
  const fill = `fill="hsl(${Math.floor(random() * 360)},45%,${20 + Math.floor(random() * 60)}%)" fill-opacity="0.8"`;
  return random() < 0.5
    ? `<rect x="${percent()}" y="${percent()}" width="${size()}" height="${size()}" ${fill}/>`
    : `<ellipse cx="${percent()}" cy="${percent()}" rx="${size()}" ry="${size()}" ${fill}/>`;
}

function svg(width: number, height: number, content: string): Buffer {
  const soft =
    '<radialGradient id="soft"><stop offset="0.8" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>';
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${soft}</defs>${content}</svg>`,
  );
}

const limit = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Numbers in [0, 1), the same ones for the same seed (Marsaglia, "Xorshift RNGs", 2003). */
function randomFrom(seed: number): () => number {
  let state = (seed * 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
}
