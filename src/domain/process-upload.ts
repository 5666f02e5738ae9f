import { AppError, type ErrorCode, isAppError } from "../errors.ts";
import type { ProcessResult } from "../imaging/jobs.ts";
import { isCrash } from "../imaging/pool/member.ts";
import type { ImageRecord } from "./image.ts";
import { parseUploadKey, thumbnailKey, uploadKey } from "./keys.ts";
import type { StoredObject, UploadEvent } from "./ports.ts";
import type { Services } from "./services.ts";

/** What a file itself is to blame for: another try would end the same way. Everything else is worth one. */
const FINAL: readonly ErrorCode[] = [
  "not_an_image",
  "unsupported_format",
  "damaged_image",
  "too_many_pixels",
  "too_many_frames",
  "too_many_bytes",
  "too_complex",
];

/**
 * Handles the announcement of an upload: `pending -> ready | failed`. Derivatives are written first, the record
 * last and only where it still waits for these bytes, so that a message that comes twice, late or after a delete
 * does no harm, and of two uploads to one target the second becomes the image. Throws what is worth another receive:
 * the message is not acknowledged then.
 */
export async function processUpload(services: Services, event: UploadEvent): Promise<void> {
  const named = parseUploadKey(event.key);
  if (!named) return services.log.warn({}, "an upload event names no image");
  const arrived = await services.store.head(event.key);
  if (!arrived) return; // deleted since, with its record
  const image = await services.catalog.markProcessing(named.workspace, named.id, arrived);
  if (!image || image.expiresAt <= services.now()) return; // deleted or finished already; the sweeper has the rest
  const started = services.now();
  try {
    const { facts, details } = await decode(services, image, arrived);
    if (await services.catalog.markReady(image.workspace, image.id, arrived.etag, facts, details)) {
      services.log.info({ image: image.id, format: facts.format, ms: services.now() - started }, "ready");
    } else {
      await removeIfGone(services, image, arrived);
    }
  } catch (error) {
    if (!isAppError(error) || isCrash(error) || !isFinal(error)) throw error;
    const final = error.code === "conversion_timeout" ? tooSlow(error) : error;
    if (await services.catalog.markFailed(image.workspace, image.id, final.public, arrived.etag)) {
      services.log.info({ image: image.id, code: final.code, cause: causeOf(error) }, "failed");
    }
  }
}

/** Handles a message that was received too often: whatever killed its decoder, the image ends as `failed`. */
export async function giveUpUpload(services: Services, event: UploadEvent): Promise<void> {
  const named = parseUploadKey(event.key);
  if (!named) return;
  const detail = "Opening this picture failed three times. The file may be damaged; try again or save it anew.";
  const marked = await services.catalog.markFailed(named.workspace, named.id, { code: "damaged_image", detail });
  if (marked) services.log.warn({ image: named.id, code: "damaged_image" }, "given up after three receives");
}

async function decode(services: Services, image: ImageRecord, arrived: StoredObject): Promise<ProcessResult> {
  const source = await services.store.localFile(uploadKey(image.workspace, image.id), arrived.etag);
  if (!source) throw new AppError("internal", "The bytes changed while they were read.");
  try {
    return await services.withScratch("webp", async (thumbnail) => {
      const { maxPixels } = services.limits;
      const job = { kind: "process", source: source.path, name: image.name, thumbnail, maxPixels } as const;
      const result = await services.imaging.run(job, { patient: true });
      const key = thumbnailKey(image.workspace, image.id, arrived.etag);
      await services.store.putFile(key, thumbnail, { mediaType: "image/webp" });
      return result;
    });
  } finally {
    await source.release();
  }
}

/** After a delete in the middle of the work nothing may stay of what was made. */
async function removeIfGone({ catalog, store }: Services, image: ImageRecord, { etag }: StoredObject): Promise<void> {
  if (await catalog.get(image.workspace, image.id)) return;
  await store.remove(thumbnailKey(image.workspace, image.id, etag));
}

const isFinal = ({ code }: AppError): boolean => FINAL.includes(code) || code === "conversion_timeout";

function tooSlow(cause: AppError): AppError {
  return new AppError("too_complex", "This picture takes too long to open. Save it anew in another format.", { cause });
}

const causeOf = (error: AppError): string | null => (error.cause ? String(error.cause) : null);
