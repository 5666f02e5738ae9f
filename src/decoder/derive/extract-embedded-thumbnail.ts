import { decodeError } from "#decoder/decode-error.ts";
import { readMetadata } from "#decoder/inspect/read-metadata.ts";
import type { EmbeddedThumbnailJob, EmbeddedThumbnailResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { openEmbeddedThumbnail } from "./embedded-source.ts";

/**
 * Writes the small copy that a file carries of itself as a WebP: upright, and nothing of its own metadata in it.
 *
 * @throws AppError `not_found` where there is none that can be shown, `storage_full`
 */
export async function extractEmbeddedThumbnail(job: EmbeddedThumbnailJob): Promise<EmbeddedThumbnailResult> {
  try {
    const { embedded, orientation } = await readMetadata(job.source);
    if (embedded === null) throw none();
    const image = openEmbeddedThumbnail({ bytes: embedded, orientation });
    const { size } = await image.webp({ quality: 85, effort: 2 }).toFile(job.output);
    return { bytes: size };
  } catch (error) {
    throw decodeError(error);
  }
}

const none = (): AppError => new AppError("not_found", "This picture carries no small copy of itself.");
