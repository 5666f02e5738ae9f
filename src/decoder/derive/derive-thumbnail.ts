import { rgbaToThumbHash } from "thumbhash";
import type { Source } from "#decoder/open-source.ts";
import { type SharpMetadata, sharp } from "#decoder/sharp-setup.ts";
import type { Histogram } from "#picture/metadata.ts";
import type { EmbeddedThumbnail } from "#picture/properties.ts";
import { describeEmbeddedThumbnail, type EmbeddedSource } from "./embedded-source.ts";
import { histogram } from "./histogram.ts";
import { missingShare } from "./missing-share.ts";
import { palette } from "./palette.ts";
import { decodeSmall, type Pixels } from "./small-decode.ts";

/** px, of a thumbnail's long side */
const THUMBNAIL_SIDE = 480;
/** px, at most: thumbhash's cost grows with the pixels, what it keeps does not */
const HASH_SIDE = 64;

export interface Derived {
  /** base64 of a ThumbHash */
  thumbhash: string;
  palette: string[];
  histogram: Histogram;
  /** null where there is none, or none that can be decoded */
  embedded: EmbeddedThumbnail | null;
  /** of a damaged picture, how much of it was not there: see `missingShare`; 0 of every other */
  missing: number;
}

/** Everything that is made of an original at once, from one small decode: the thumbnail is written to `thumbnail`. */
export async function deriveThumbnail(
  source: Source,
  metadata: Pick<SharpMetadata, "icc" | "space">,
  thumbnail: string,
  embedded: EmbeddedSource | null = null,
): Promise<Derived> {
  const pixels = await decodeSmall(source, metadata, THUMBNAIL_SIDE);
  const { data, width, height, channels } = pixels;
  const tiny = await sharp(data, { raw: { width, height, channels } })
    .resize({ width: HASH_SIDE, height: HASH_SIDE, fit: "inside", withoutEnlargement: true, kernel: "linear" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  await writeThumbnail(pixels, thumbnail);
  const small: Pixels = { data: tiny.data, width: tiny.info.width, height: tiny.info.height, channels: 4 };
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(small.width, small.height, small.data)).toString("base64"),
    palette: palette(small),
    histogram: histogram(pixels),
    embedded: embedded && (await describeEmbeddedThumbnail(embedded, small, width / height)),
    missing: source.damaged ? missingShare(pixels) : 0,
  };
}

async function writeThumbnail({ data, width, height, channels }: Pixels, path: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels } }).webp({ quality: 78, effort: 2 }).toFile(path);
}
