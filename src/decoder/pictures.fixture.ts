/** Pictures for the tests, made on the spot; and what there is to see in a result. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConvertResult, Decodable, InspectJob, InspectResult } from "#decoder-pool/jobs.ts";
import { formatOf } from "#picture/formats.ts";
import type { Warning } from "#picture/metadata.ts";
import { parseRecipe, type Recipe } from "#picture/recipe.ts";
import { resolveRecipe } from "#picture/resolve-recipe.ts";
import { convertSource } from "./convert/convert-source.ts";
import { decodeMaster } from "./decode/decoders.ts";
import { identify } from "./inspect/identify.ts";
import { readHeader } from "./inspect/read-header.ts";
import { type HeaderProperties, readProperties } from "./inspect/read-properties.ts";
import { inspectUpload } from "./inspect-upload.ts";
import { type Sharp, sharp } from "./sharp-setup.ts";

export const MAX_PIXELS = 268_000_000;
export type Rgb = readonly [number, number, number];

let made = 0;
const folder = mkdtempSync(join(tmpdir(), "proofsheet-decoder-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A path of its own in a folder that goes with the process. */
export function scratch(name = "picture"): string {
  return join(folder, `${made++}-${name}`);
}

export async function save(picture: Sharp, name?: string): Promise<string> {
  const path = scratch(name);
  await picture.toFile(path);
  return path;
}

/** Flat fields side by side, each `side` px, of sRGB values. */
export function patches(colours: readonly Rgb[], side = 24): Sharp {
  const data = Buffer.alloc(colours.length * side * side * 3);
  for (let y = 0; y < side; y++) {
    colours.forEach((colour, index) => {
      for (let x = 0; x < side; x++) data.set(colour, (y * colours.length * side + index * side + x) * 3);
    });
  }
  return sharp(data, { raw: { width: colours.length * side, height: side, channels: 3 } });
}

/** Asks for a conversion as a query would, against what the headers of the file say. */
export async function convertAs(
  path: string,
  query: string,
  warnings: Warning[] = [],
): Promise<ConvertResult & { path: string; recipe: Recipe }> {
  const { file, facts } = await readable(path, warnings.length > 0);
  const recipe = resolveRecipe(parseRecipe(new URLSearchParams(query)), facts, { maxPixels: MAX_PIXELS });
  const output = scratch(`result.${formatOf(recipe.format)?.extensions[0]}`);
  const result = await convertSource({ kind: "convert", ...file, recipe, output, maxPixels: MAX_PIXELS });
  return { ...result, path: output, recipe };
}

/** What the headers of a file say, and the file that sharp reads: a master of it where it does not read the file itself. */
async function readable(path: string, damaged: boolean): Promise<{ file: Decodable; facts: HeaderProperties }> {
  const format = await identify(path);
  const facts = readProperties(await readHeader({ path, format: format.id, maxPixels: 0, damaged }, format), format);
  const { frames } = facts;
  if (!format.master) return { file: { source: path, format: format.id, damaged, frames }, facts };
  const master = scratch(`master.${format.master}`);
  await decodeMaster(format.id, path, master, MAX_PIXELS);
  return { file: { source: master, format: format.master, damaged: false, frames }, facts };
}

/** Processes a file as the worker does. */
export function processFile(source: string, options: Partial<InspectJob> = {}): Promise<InspectResult> {
  const made = { thumbnail: scratch("thumbnail.webp"), master: scratch("master") };
  const job = { kind: "inspect", source, name: "picture", ...made, closed: [], maxPixels: MAX_PIXELS } as const;
  return inspectUpload({ ...job, ...options });
}

/** What a screen of sRGB shows of the fields of `patches`, at their middles. */
export async function seen(path: string, count: number): Promise<Rgb[]> {
  const { space, hasProfile } = await sharp(path).metadata();
  const image = sharp(path, { autoOrient: true }).toColourspace("srgb").removeAlpha();
  if (space === "rgb16" && hasProfile) image.withIccProfile("srgb", { attach: false });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: count }, (_, index) => {
    const x = Math.floor(((index + 0.5) * info.width) / count);
    const at = (Math.floor(info.height / 2) * info.width + x) * info.channels;
    return [data[at] ?? 0, data[at + (info.channels > 1 ? 1 : 0)] ?? 0, data[at + (info.channels > 1 ? 2 : 0)] ?? 0];
  });
}

/** The largest difference of any channel. */
export function apart(one: readonly Rgb[], other: readonly Rgb[]): number {
  return Math.max(
    ...one.flatMap((colour, index) => colour.map((value, at) => Math.abs(value - (other[index]?.[at] ?? 999)))),
  );
}
