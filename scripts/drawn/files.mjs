/** The files that the screenshots show: drawn by code, so that they belong to nobody. */
import sharp from "sharp";
import { city, dice, dunes, fields, flower, ground, night, poster, ridges, sea, svg, windowLight } from "./scenes.mjs";

/** A drawing as a camera would see it: a little soft, with grain. */
export async function photograph(drawing, { grain: strength = 14 } = {}) {
  const { data, info } = await sharp(Buffer.from(drawing))
    .removeAlpha()
    .blur(0.7)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const roll = dice(77);
  for (let at = 0; at < data.length; at += 3) {
    const grain = (roll() + roll() + roll() - 1.5) * strength;
    for (let c = at; c < at + 3; c++) data[c] = Math.max(0, Math.min(255, data[c] + grain));
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
}

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
const PLACE = {
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
export async function drawnPictures() {
  const wide = [1800, 1200];
  const tall = [1200, 1800];
  const dawn = ridges([3000, 2000], 8, ["#31456b", "#b07a83", "#f6c79b"], "#14233d", [0.66, 0.36]);
  const valley = ridges(tall, 31, ["#7fb0c9", "#dcebe6", "#f7f1de"], "#1d4a45", [0.3, 0.2]);
  const last = ridges([2100, 1180], 47, ["#2b1d3f", "#8a3c5c", "#f08a5d"], "#170d24", [0.4, 0.44]);
  return [
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
    ["sea.jpg", "image/jpeg", await (await photograph(sea(wide))).withExif(PLACE).jpeg().toBuffer()],
    [
      "ridge at dawn.jpg",
      "image/jpeg",
      await (await photograph(dawn))
        .withExif({ ...CAMERA, ...PLACE })
        .withIccProfile("p3")
        .jpeg({ quality: 92 })
        .toBuffer(),
    ],
  ].map(([name, type, bytes]) => new File([bytes], name, { type }));
}

/** The moon through its phases: twelve frames. */
export async function moon(side) {
  const r = side * 0.3;
  const c = side / 2;
  const frames = Array.from({ length: 12 }, (_, i) => {
    const phase = Math.cos((i / 12) * 2 * Math.PI);
    const light = i < 6 ? 1 : 0;
    const disc = `<circle cx="${c}" cy="${c}" r="${r}" fill="#2a2f3c"/><path d="M${c} ${c - r}A${r} ${r} 0 0 ${light} ${c} ${c + r}A${Math.abs(phase) * r} ${r} 0 0 ${phase > 0 ? 1 - light : light} ${c} ${c - r}" fill="#efe7d2"/>`;
    return sharp(Buffer.from(svg(side, side, `${ground("#0d1119")}${disc}`)))
      .png()
      .toBuffer();
  });
  return sharp(await Promise.all(frames.slice(3).concat(frames.slice(0, 3))), { join: { animated: true } })
    .gif({ delay: Array(12).fill(180) })
    .toBuffer();
}
