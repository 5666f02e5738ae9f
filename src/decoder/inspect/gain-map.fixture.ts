/** A JPEG with a gain map, made on the spot, and what libultrahdr (in libvips) finds in one. */
import { withDescription, withGainMap } from "#decoder/convert/gain-map-file.ts";
import { patches, type Rgb } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";

/** ISO 21496-1 annex C.2: headroom of base and other, then of one channel gain from 0 to 2 stops, gamma 1, no offsets. */
const GAIN = ["00000000 40", "00000000 00000001", "00000002 00000001"]
  .concat(["00000000 00000001", "00000002 00000001", "00000001 00000001", "00000000 00000001", "00000000 00000001"])
  .join("")
  .replaceAll(" ", "");
const ISO = Buffer.concat([Buffer.from("urn:iso:std:iso:ts:21496:-1\0", "latin1"), Buffer.from(GAIN, "hex")]);
const LOADER = { operation: ["VipsForeignLoadUhdr"] };

/** Fields of colour side by side, 64 px each; the map has half the size and is bright where `bright` says. */
export async function hdrPicture(
  colours: readonly Rgb[],
  bright: readonly boolean[],
  { orientation = 1, xmp = null }: { orientation?: number; xmp?: string | null } = {},
): Promise<Buffer> {
  const base = await patches(colours, 64)
    .withMetadata({ orientation })
    .withIccProfile("p3")
    .withExifMerge({ IFD0: { Make: "Proof" } })
    .jpeg({ quality: 92 })
    .toBuffer();
  const fields = bright.map((light): Rgb => (light ? [255, 255, 255] : [0, 0, 0]));
  const map = await patches(fields, 32).toColourspace("b-w").jpeg({ quality: 92 }).toBuffer();
  const iso = xmp === null ? ISO : null;
  return withGainMap(base, { jpeg: withDescription(map, { iso, xmp }), iso: iso !== null });
}

/** The gain map that libultrahdr finds in a JPEG, or null. `at` takes shares of width and height, and gives 0 to 255. */
export async function gainMapOf(path: string) {
  sharp.unblock(LOADER);
  try {
    const { gainMap } = await sharp(path).metadata();
    if (!gainMap) return null;
    const { data, info } = await sharp(gainMap.image).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number): number =>
      data[(Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels] ?? -1;
    return { width: info.width, height: info.height, at };
  } finally {
    sharp.block(LOADER);
  }
}
