/**
 * `npm run samples`: the three sample pictures in public/samples, drawn by code, so that they belong to nobody.
 * The same every time, by the same sharp. The small ones beside them are what the empty sheet shows.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { exifSegment, withSegment } from "./drawn/exif.ts";
import { bytes, ratio, short, text } from "./drawn/exif-values.ts";
import { ridges } from "./drawn/landscapes.ts";
import { moon } from "./drawn/moon.ts";
import { photograph } from "./drawn/photograph.ts";
import type { Size } from "./drawn/svg.ts";
import { flower } from "./drawn/things.ts";

const out = resolve(import.meta.dirname, "../public/samples");
const WHOLE: Size = [1600, 1000];
/** What is left of the whole once the hut is cut off, px. */
const KEPT = { left: 430, top: 0, width: 1170, height: 780 };

/** Ridges at dawn, and a hut that somebody lives in at the lower left. */
function drawing(): string {
  const scene = ridges(WHOLE, 8, ["#31456b", "#b07a83", "#f6c79b"], "#14233d", [0.66, 0.36]);
  const hut = `<g transform="translate(90 690)"><path d="M0 120V60L85 0l85 60v60z" fill="#7a2f26"/><path d="M-14 66 85-6l99 72-10 14L85 14-4 80z" fill="#2a1512"/><rect x="26" y="62" width="38" height="34" fill="#ffd489"/><rect x="104" y="62" width="34" height="58" fill="#ffd489"/><path d="M121 62v58" stroke="#2a1512" stroke-width="4"/><rect x="132" y="-8" width="18" height="40" fill="#3a1d18"/></g><path d="M0 806q220-20 520 194H0z" fill="#1d2b33"/>`;
  return scene.replace("</svg>", `${hut}</svg>`);
}

const ABOUT = {
  image: {
    ImageDescription: text("Dawn above the valley"),
    Make: text("Lumen"),
    Model: text("Lumen 7"),
    Software: text("Lumen 1.4"),
    DateTime: text("2026:09:14 19:20:03"),
    Artist: text("Ada Example"),
    Copyright: text("Ada Example"),
  },
  exif: {
    ExposureTime: ratio([1, 320]),
    FNumber: ratio([80, 10]),
    PhotographicSensitivity: short(100),
    ExifVersion: bytes(...Buffer.from("0300")),
    DateTimeOriginal: text("2026:09:14 06:48:21"),
    OffsetTimeOriginal: text("+02:00"),
    FocalLength: ratio([50, 1]),
    FocalLengthIn35mmFilm: short(50),
    CameraOwnerName: text("Ada Example"),
    BodySerialNumber: text("0412 2077"),
    LensModel: text("Lumen 50mm F1.8"),
    LensSerialNumber: text("L50-118 203"),
  },
  gps: {
    GPSVersionID: bytes(2, 4, 0, 0),
    GPSLatitudeRef: text("N"),
    GPSLatitude: ratio([46, 1], [32, 1], [5520, 100]),
    GPSLongitudeRef: text("E"),
    GPSLongitude: ratio([7, 1], [57, 1], [4140, 100]),
    GPSAltitudeRef: bytes(0),
    GPSAltitude: ratio([2061, 1]),
    GPSImgDirectionRef: text("T"),
    GPSImgDirection: ratio([118, 1]),
  },
};

const whole = await (await photograph(drawing(), { grain: 5 })).png().toBuffer();
const copy = await sharp(whole).resize(160).jpeg({ quality: 70 }).toBuffer();
const photo = await sharp(whole).extract(KEPT).jpeg({ quality: 86 }).toBuffer();
const petals = await sharp(Buffer.from(flower([640, 640])))
  .png({ palette: false, compressionLevel: 9 })
  .toBuffer();
const files = {
  "ridge.jpg": withSegment(photo, exifSegment({ ...ABOUT, copy })),
  "flower.png": petals,
  "moon.gif": await moon(320),
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, file] of Object.entries(files)) {
  writeFileSync(join(out, name), file);
  const small = await sharp(file).resize({ height: 240 }).webp({ quality: 80 }).toBuffer();
  writeFileSync(join(out, name.replace(/\w+$/, "webp")), small);
  console.log(`${name}: ${file.length} bytes, as a small one ${small.length}`);
}
