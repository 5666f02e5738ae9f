import { readFile } from "node:fs/promises";
import { exifStream } from "#decoder/inspect/exif-stream.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { AppError } from "#errors.ts";
import { cutOff } from "./cut-off.ts";
import type { FormatDecoder } from "./decoder.ts";
import { displayP3, P3_PRIMARIES } from "./display-p3.ts";
import { codedPrimaries } from "./heif-properties.ts";
import { type HeifPlane, libheif } from "./libheif.ts";
import { type Samples, writePng } from "./write-png.ts";

/**
 * HEIC and its kin (ISO/IEC 23008-12 with HEVC): sharp reads their headers, libheif as WebAssembly their pixels. The
 * container's rotation is applied there, and Exif's must not be again.
 */
export const heic: FormatDecoder = { readHeader, decode };

async function readHeader(source: string) {
  // Cameras of 100 megapixels write more tiles than libvips lets libheif count; ours are counted by their pixels.
  const header = await sharp(source, { limitInputPixels: false, unlimited: true }).metadata();
  const icc = header.icc ?? (await profileByNumber(source));
  const exif = header.exif && exifStream(header.exif);
  return {
    ...header,
    ...(icc && { icc }),
    ...(exif && { exif }),
    pages: 1,
  }; // the primary item; others are the same moment at other exposures, or depth
}

/** The profile of files that name their colours by code points alone: Display P3's, or null. */
async function profileByNumber(source: string): Promise<Buffer | null> {
  return codedPrimaries(source) === P3_PRIMARIES ? displayP3() : null;
}

async function decode(source: string, output: string): Promise<string | null> {
  const { icc, exif, xmp, bitsPerSample } = await readHeader(source);
  const samples = await decodePixels(await readFile(source), (bitsPerSample ?? 8) > 8);
  const missing = cutOff(source);
  if (missing !== null && isBlank(samples))
    throw new AppError("damaged_image", `${missing} Nothing of it can be seen.`);
  await writePng(samples, { icc: icc ?? null, exif: exif ?? null, xmp: xmp ?? null }, output);
  return missing;
}

/** The primary item, upright, in RGB as its profile has it, with alpha where it has any. */
async function decodePixels(file: Buffer, deep: boolean): Promise<Samples> {
  const lib = await libheif();
  const decoder = new lib.HeifDecoder();
  const images = decoder.decode(file);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  if (!image) throw new AppError("damaged_image", "This HEIC picture holds nothing that can be decoded.");
  const alpha = lib.heif_image_handle_has_alpha_channel(image.handle);
  const { heif_chroma: chroma, heif_colorspace: space } = lib;
  const eight = alpha ? chroma.heif_chroma_interleaved_RGBA : chroma.heif_chroma_interleaved_RGB;
  const sixteen = alpha ? chroma.heif_chroma_interleaved_RRGGBBAA_LE : chroma.heif_chroma_interleaved_RRGGBB_LE;
  const decoded = lib.heif_js_decode_image2(image.handle, space.heif_colorspace_RGB, deep ? sixteen : eight);
  const plane = decoded?.channels?.[0];
  if (!plane) throw new AppError("damaged_image", "The picture is damaged or cut short: it cannot be decoded.");
  return packed(plane, alpha ? 4 : 3);
}

/** Rows without the gaps between them; samples of 10 or 12 bits spread over 16. */
function packed({ data, width, height, stride, bits_per_pixel: bits }: HeifPlane, channels: 3 | 4): Samples {
  const row = width * channels * (bits > 8 ? 2 : 1);
  let bytes = data;
  if (stride !== row) {
    bytes = new Uint8Array(row * height);
    for (let y = 0; y < height; y++) bytes.set(data.subarray(y * stride, y * stride + row), y * row);
  }
  if (bits <= 8) return { data: bytes.subarray(0, row * height), width, height, channels };
  const wide = new Uint16Array(width * height * channels);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at < wide.length; at++) {
    const value = view.getUint16(at * 2, true);
    wide[at] = (value << (16 - bits)) | (value >> (2 * bits - 16));
  }
  return { data: wide, width, height, channels };
}

/** True where all pixels are alike: tiles that are not there come out in one colour. */
function isBlank({ data, channels }: Samples): boolean {
  for (let at = channels; at < data.length; at++) if (data[at] !== data[at % channels]) return false;
  return true;
}
