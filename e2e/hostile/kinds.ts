/** Every hostile file, by kind, with the ends that it may come to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Picture } from "#e2e/pictures.ts";
import { avifBoxes, cut, EXTENSIONS, flipped, liars, polyglots, sound } from "./broken-files.ts";
import { endlessBoxes, tiledHeic } from "./heic-bombs.ts";
import { jpegBombs, pngBombs } from "./metadata-bombs.ts";
import * as bomb from "./pixel-bombs.ts";
import { type Lures, reachingOut, svgBombs, svgSizes } from "./svg-files.ts";

export interface Kind {
  kind: string;
  files: Picture[];
  /** `ready` or codes of the contract, of which each file ends as one */
  ends: readonly string[];
  /** takes all the time that there is: the shorter limit is enough */
  endless?: boolean;
  /** no matter what a decoder may take: once is enough */
  light?: boolean;
  /** a result of it shows nothing at all, for all that it asks for is withheld */
  showsNothing?: boolean;
}

const REFUSED = [
  "not_an_image",
  "unsupported_format",
  "damaged_image",
  "too_many_pixels",
  "too_many_frames",
  "too_complex",
];
const ANY = ["ready", ...REFUSED];

const ENDLESS = [
  "JPEG of 20 000 scans",
  "SVG with a huge blur",
  "SVG with a huge morphology",
  "SVG of turbulence",
  "SVG of a million dashes",
];

export async function hostileKinds(lures: Lures): Promise<Kind[]> {
  const files = await sound();
  const { jpg, png, webp, avif, svg } = files;
  const still = await smallWebp();
  const heic = readFileSync(join(import.meta.dirname, "flat.heic"));
  const named = (extension: string, all: Buffer[]): Picture[] =>
    all.map((buffer, index) => ({ name: `${index}.${extension}`, mimeType: "image/jpeg", buffer }));
  const one = (kind: string, extension: string, buffer: Buffer, ...ends: string[]): Kind => ({
    kind,
    files: named(extension, [buffer]),
    ends,
  });
  const each = (extension: string, all: Record<string, Buffer>, ends = ANY): Kind[] =>
    Object.entries(all).map(([kind, buffer]) => one(kind, extension, buffer, ...ends));

  const kinds: Kind[] = [
    one("PNG, 16k x 16k, interlaced", "png", bomb.interlacedPng(16_000), "ready", "too_complex"),
    one("PNG, 16k x 16k, of 1 GB", "png", bomb.zeroPng(16_000, 16_000), "ready", "too_complex"),
    one("PNG, 2 billion a side", "png", bomb.emptyPng(0x7fffffff, 0x7fffffff), "too_many_pixels", "damaged_image"),
    one("PNG, 100 000 a side", "png", bomb.emptyPng(100_000, 100_000), "too_many_pixels"),
    one("PNG, 16k x 16k, of one row", "png", bomb.emptyPng(16_000, 16_000), "damaged_image", "too_complex"),
    one("GIF of 40 000 frames", "gif", bomb.gif(40_000, 64, 48), "too_many_frames"),
    one("GIF of 2000 frames, 259 MP", "gif", bomb.gif(2000, 360, 360), "ready"),
    one("GIF of 65 535 a side", "gif", bomb.gif(1, 65_535, 65_535, { fill: true }), "too_many_pixels"),
    one("GIF, such a canvas, a dot in it", "gif", bomb.gif(1, 65_535, 65_535), "ready", "too_many_pixels"),
    one("JPEG of 20 000 scans", "jpg", bomb.progressiveJpeg(4096, 20_000), "too_complex"),
    one("JPEG of 100 scans, 8k", "jpg", bomb.progressiveJpeg(8192, 100), ...ANY),
    one("TIFF of 100 000 pages", "tif", bomb.tiffPages(100_000, "none"), "too_many_frames"),
    one("TIFF whose pages go round", "tif", bomb.tiffPages(3, "the first"), ...ANY),
    one("TIFF whose page follows itself", "tif", bomb.tiffPages(1, "itself"), ...ANY),
    one("TIFF of itself", "tif", bomb.tiffOfItself(), ...ANY),
    one("TIFF of one strip of 256 MB", "tif", bomb.tiffStrip(16_000), ...ANY),
    one("WebP, absurd canvas", "webp", bomb.webpCanvas(still, false), "too_many_pixels", "damaged_image"),
    one("WebP, absurd moving canvas", "webp", bomb.webpCanvas(still, true), "too_many_pixels", "damaged_image"),
    one("HEIC, 205 MP of one tile", "heic", tiledHeic(14, 14), "ready", "too_complex"),
    one("HEIC of 290 MP", "heic", tiledHeic(17, 16), "too_many_pixels", "too_complex"),
    { kind: "HEIC, boxes without end", files: named("heic", endlessBoxes(heic)), ends: ANY },
    { kind: "cut heic", light: true, files: named("heic", cut(heic)), ends: ANY },
    { kind: "flipped bits, heic", light: true, files: named("heic", flipped(heic, 9)), ends: ANY },
    { kind: "AVIF, lengths that lead nowhere", files: named("avif", avifBoxes(avif)), ends: ANY },
    ...each("png", pngBombs(png)),
    ...each("jpg", jpegBombs(jpg), ["ready"]),
    ...each("svg", svgBombs()),
    ...each("svg", svgSizes(), ["too_many_pixels", "damaged_image"]),
    {
      kind: "SVG that reaches out",
      files: named("svg", Object.values(reachingOut(lures))),
      ends: ["ready", "damaged_image"],
      showsNothing: true,
    },
    ...EXTENSIONS.map((extension) => ({
      kind: `cut ${extension}`,
      light: true,
      files: named(extension, cut(files[extension])),
      ends: ANY,
    })),
    ...EXTENSIONS.map((extension, seed) => ({
      kind: `flipped bits, ${extension}`,
      light: true,
      files: named(extension, flipped(files[extension], seed)),
      ends: ANY,
    })),
    { kind: "another's head", light: true, files: named("png", liars(files)), ends: ANY },
    {
      kind: "polyglots",
      light: true,
      files: Object.entries(polyglots(files)).map(([name, buffer]) => ({ name, mimeType: "text/html", buffer })),
      ends: ANY,
    },
    {
      kind: "nothing much",
      light: true,
      files: named("jpg", [
        Buffer.from([0]),
        Buffer.from("\xff\xd8\xff", "latin1"),
        png.subarray(0, 33),
        svg.subarray(0, 20),
        webp.subarray(0, 12),
      ]),
      ends: REFUSED,
    },
  ];
  for (const kind of kinds) kind.endless = ENDLESS.includes(kind.kind);
  return kinds;
}

async function smallWebp(): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  return sharp({ create: { width: 64, height: 48, channels: 3, background: "#336699" } })
    .webp()
    .toBuffer();
}
