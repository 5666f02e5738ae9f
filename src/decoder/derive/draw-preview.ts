import { decodeError } from "#decoder/decode-error.ts";
import { openSource } from "#decoder/open-source.ts";
import type { PreviewJob, PreviewResult } from "#decoder-pool/jobs.ts";
import { openForScreen } from "./screen-source.ts";

/** px, of a preview's long side */
const PREVIEW_SIDE = 1600;

/**
 * The WebP that the image's page shows: at most 1600 px, upright, sRGB, without metadata; one
 * frame or page.
 *
 * @throws AppError `damaged_image`, `too_many_pixels`, `too_complex`, `storage_full`
 */
export async function drawPreview(job: PreviewJob): Promise<PreviewResult> {
  try {
    const { format, page, damaged, maxPixels } = job;
    const source = { path: job.source, format, maxPixels, damaged };
    const options = page > 0 ? { page } : {};
    const image = await openForScreen(source, await (await openSource(source, options)).metadata(), options);
    const { size } = await image
      .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toFile(job.output);
    return { bytes: size };
  } catch (error) {
    throw decodeError(error);
  }
}
