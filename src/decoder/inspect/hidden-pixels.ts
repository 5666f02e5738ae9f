import { openSource, type Source } from "#decoder/open-source.ts";
import type { SharpMetadata, SharpOptions } from "#decoder/sharp-setup.ts";
import type { Size } from "#picture/output-size.ts";
import { hiddenCount } from "./hidden-colours.ts";

/** Pixels that are looked at of one file, all pages together: beyond them it is not known. */
const MOST_PIXELS = 64_000_000;
/** Pixels in memory at a time, four bytes each; an animation has to fit. */
const STRIP = 16_000_000;
/** These may have been coded with loss. */
const SMEARS = ["webp", "avif"];

/**
 * How much of a picture lies under full transparency, as a share of its pixels in [0, 1]: pixels whose alpha is 0 and
 * whose colours make a picture, that a program which leaves alpha out would show. One colour there is none, and neither
 * is the edge that drawing programs leave around what is seen. Null: not known, for there are too many pixels.
 *
 * It decodes the file once, a large one in strips, the upper ones again for each further strip: about 0.1 s a megapixel of
 * a busy core. Nothing is decoded of a file without alpha, nor of GIF, whose transparent index has no colour, and SVG.
 *
 * Throws what decoding a broken file throws.
 */
export async function hiddenPixels(
  source: Source,
  header: Pick<SharpMetadata, "hasAlpha" | "pages" | "autoOrient">,
): Promise<number | null> {
  if (!header.hasAlpha || source.format === "gif" || source.format === "svg") return 0;
  const pages = header.pages ?? 1;
  const smeared = SMEARS.includes(source.format);
  const size = header.autoOrient;
  if (source.format === "webp" && pages > 1) {
    const roll = { width: size.width, height: size.height * pages };
    if (roll.width * roll.height > STRIP) return null;
    return (await hiddenIn(source, { pages: -1 }, roll, smeared)) / (roll.width * roll.height);
  }
  let [hidden, looked] = [0, 0];
  for (let page = 0; page < pages; page++) {
    const options = page > 0 ? { page } : {};
    const own = page > 0 ? (await (await openSource(source, options)).metadata()).autoOrient : size;
    if (looked + own.width * own.height > MOST_PIXELS) return hidden > 0 ? hidden / looked : null;
    hidden += await hiddenIn(source, options, own, smeared);
    looked += own.width * own.height;
  }
  return hidden / looked;
}

async function hiddenIn(source: Source, options: SharpOptions, size: Size, smeared: boolean): Promise<number> {
  const rows = Math.max(1, Math.floor(STRIP / size.width));
  let hidden = 0;
  for (let top = 0; top < size.height; top += rows) {
    const image = await openSource(source, options);
    const strip = { left: 0, top, width: size.width, height: Math.min(rows, size.height - top) };
    if (rows < size.height) image.extract(strip);
    hidden += hiddenCount(await image.toColourspace("srgb").ensureAlpha().raw().toBuffer(), strip, smeared);
  }
  return hidden;
}
