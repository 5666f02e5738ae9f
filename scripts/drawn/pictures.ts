/** The files that the screenshots show: drawn by code, so that they belong to nobody. */
import sharp from "sharp";
import { dunes, fields, night, ridges, sea } from "./landscapes.ts";
import { moon } from "./moon.ts";
import { photograph } from "./photograph.ts";
import type { Size } from "./svg.ts";
import { city, flower, poster, windowLight } from "./things.ts";

const CAMERA = {
  IFD0: { Make: "Lumen", Model: "Lumen 7", Software: "Lumen 1.4", Artist: "Ada Example", Copyright: "Ada Example" },
  IFD2: {
    DateTimeOriginal: "2026:09:14 06:48:21",
    OffsetTimeOriginal: "+02:00",
    ExposureTime: "1/320",
    FNumber: "80/10",
    ISOSpeedRatings: "100",
    FocalLength: "50/1",
    FocalLengthIn35mmFilm: "50",
    LensModel: "Lumen 50mm F1.8",
    BodySerialNumber: "0412 2077",
  },
};
const LOCATION = {
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "46/1 32/1 5520/100",
    GPSLongitudeRef: "E",
    GPSLongitude: "7/1 57/1 4140/100",
    GPSAltitudeRef: "0",
    GPSAltitude: "2061/1",
    GPSImgDirectionRef: "T",
    GPSImgDirection: "118/1",
  },
};

/** Files as a form takes them, in the order in which they are sent: the newest one ends up first on the sheet. */
export async function drawnPictures(): Promise<File[]> {
  const wide: Size = [1800, 1200];
  const tall: Size = [1200, 1800];
  const dawn = ridges([3000, 2000], 8, ["#31456b", "#b07a83", "#f6c79b"], "#14233d", [0.66, 0.36]);
  const valley = ridges(tall, 31, ["#7fb0c9", "#dcebe6", "#f7f1de"], "#1d4a45", [0.3, 0.2]);
  const last = ridges([2100, 1180], 47, ["#2b1d3f", "#8a3c5c", "#f08a5d"], "#170d24", [0.4, 0.44]);
  const files: [string, string, Buffer][] = [
    ["poster.svg", "image/svg+xml", Buffer.from(poster([1200, 900]))],
    [
      "flower.png",
      "image/png",
      await sharp(Buffer.from(flower([1000, 1000])))
        .png()
        .toBuffer(),
    ],
    ["last light.tif", "image/tiff", await (await photograph(last)).tiff({ compression: "lzw" }).toBuffer()],
    ["window.jpg", "image/jpeg", await (await photograph(windowLight([1200, 1600]))).jpeg().toBuffer()],
    ["night.avif", "image/avif", await (await photograph(night(wide))).avif({ effort: 2 }).toBuffer()],
    ["tulips.jpg", "image/jpeg", await (await photograph(fields(wide))).withExif(CAMERA).jpeg().toBuffer()],
    ["valley.jpg", "image/jpeg", await (await photograph(valley)).jpeg().toBuffer()],
    ["city.webp", "image/webp", await (await photograph(city([1440, 1800]))).webp().toBuffer()],
    ["dunes.jpg", "image/jpeg", await (await photograph(dunes([2000, 1125]))).withExif(CAMERA).jpeg().toBuffer()],
    ["moon.gif", "image/gif", await moon(500)],
    ["sea.jpg", "image/jpeg", await (await photograph(sea(wide))).withExif(LOCATION).jpeg().toBuffer()],
    [
      "ridge at dawn.jpg",
      "image/jpeg",
      await (await photograph(dawn))
        .withExif({ ...CAMERA, ...LOCATION })
        .withIccProfile("p3")
        .jpeg({ quality: 92 })
        .toBuffer(),
    ],
  ];
  return files.map(([name, type, bytes]) => new File([new Uint8Array(bytes)], name, { type }));
}
