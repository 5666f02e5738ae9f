import { decodeError } from "#decoder/decode-error.ts";
import { tiffPages } from "#decoder/inspect/tiff-pages.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import type { FilmstripJob, FilmstripResult } from "#decoder-pool/jobs.ts";
import { filmstripCell, filmstripLength } from "#picture/filmstrip-layout.ts";
import type { Size } from "#picture/output-size.ts";
import { openForScreen } from "./screen-source.ts";

/**
 * Small frames or pages of one picture in one WebP, under each other, upright, in sRGB; one that cannot be read is clear.
 *
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`, `storage_full`
 */
export async function drawFilmstrip(job: FilmstripJob): Promise<FilmstripResult> {
  const source: Source = { path: job.source, format: job.format, maxPixels: job.maxPixels, damaged: job.damaged };
  try {
    const { sizes, alike } = job.format === "tiff" ? tiffPages(job.source, job.frames) : { sizes: [], alike: true };
    const cell = filmstripCell(
      job,
      sizes.some((size) => size.join() !== sizes[0]?.join()),
    );
    const count = filmstripLength(job.frames, job.from);
    const metadata = await (await openSource(source)).metadata();
    const inOne = alike && (metadata.orientation ?? 1) === 1;
    const cells = (inOne && (await roll(source, job.from, count, cell))) || (await each(source, job.from, count, cell));
    const image = sharp(cells, { raw: { width: cell.width, height: cell.height * count, channels: 4 } });
    const { size } = await image.webp({ quality: 75, effort: 2 }).toFile(job.output);
    return { bytes: size };
  } catch (error) {
    throw decodeError(error);
  }
}

/** All at once, which an animation needs: each of its frames is made of the ones before. Null where that cannot be done. */
async function roll(source: Source, page: number, pages: number, cell: Size): Promise<Buffer | null> {
  try {
    const metadata = await (await openSource(source, { page })).metadata();
    const image = await openForScreen(source, metadata, { page, pages });
    const { data, info } = await image
      .resize({ ...cell, fit: "fill" })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, channels } = info;
    const height = data.length / width / channels;
    return height === cell.height * pages ? await asRgba(data, { width, height, channels }) : null;
  } catch {
    return null;
  }
}

async function each(source: Source, from: number, count: number, cell: Size): Promise<Buffer> {
  const cells: Buffer[] = [];
  for (let page = from; page < from + count; page++) {
    cells.push(await one(source, page, cell).catch(() => Buffer.alloc(cell.width * cell.height * 4)));
  }
  return Buffer.concat(cells);
}

async function one(source: Source, page: number, cell: Size): Promise<Buffer> {
  const metadata = await (await openSource(source, { page })).metadata();
  const image = await openForScreen(source, metadata, { page });
  image.resize({ ...cell, fit: "inside", withoutEnlargement: true });
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const rgba = await asRgba(data, { width, height, channels });
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .resize({ ...cell, fit: "contain", withoutEnlargement: true, background: clear })
    .raw()
    .toBuffer();
}

function asRgba(data: Buffer, raw: Size & { channels: 1 | 2 | 3 | 4 }): Promise<Buffer> {
  return sharp(data, { raw, limitInputPixels: false }).toColourspace("srgb").ensureAlpha().raw().toBuffer();
}
