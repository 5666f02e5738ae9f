import { AppError, causeChain, type ErrorCode, isAppError, isShortage } from "#errors.ts";
import { refuseTooLarge } from "./begin-upload.ts";
import { removeDerived } from "./delete-image.ts";
import type { ImageRecord } from "./image.ts";
import { inTurn } from "./in-turn.ts";
import { parseUploadKey } from "./keys.ts";
import type { StoredObject } from "./ports/object-store.ts";
import type { Delivery, UploadEvent } from "./ports/upload-queue.ts";
import { readUpload } from "./read-upload.ts";
import type { Services } from "./services.ts";

/** What a file itself is to blame for: another try would end the same way. Everything else is worth one; see `isShortage`. */
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
 * does no harm, and of two uploads to one target the second becomes the image. Logs and throws what is worth another
 * receive: the message is not acknowledged then.
 */
export async function processUpload(services: Services, event: UploadEvent, received: Received = {}): Promise<void> {
  const named = parseUploadKey(event.key);
  if (!named) return services.log.warn({}, "an upload event names no image");
  await telling(services, { image: named.id, receives: received.receives }, (about) =>
    inTurn(services, named, event, async () => {
      const arrived = await services.store.head(event.key);
      if (!arrived) return; // deleted since, with its record
      const image = await services.catalog.markProcessing(named.workspace, named.id, arrived);
      if (!image) return removeOrphan(services, named, event.key);
      if (image.expiresAt <= services.now()) return; // the sweeper has the rest
      Object.assign(about, aboutImage(image));
      services.metrics.time("QueueAge", Math.max(0, services.now() - (received.sentAt ?? image.createdAt)));
      await finish(services, image, arrived, about);
    }),
  );
}

/**
 * Bytes without a record are nobody's: it is written before anyone is told where to send, so it was deleted since, and
 * these came later. Those of an image that was finished already stay.
 */
async function removeOrphan(services: Services, named: { workspace: string; id: string }, key: string): Promise<void> {
  if ((await services.catalog.get(named.workspace, named.id)) === null) await services.store.remove(key);
}

/** What the queue says of a receive. */
export type Received = Partial<Pick<Delivery, "receives" | "sentAt">>;

/** Names an image in every line of the log: by its id, and by the request that brought it where that is known. */
interface About {
  image: string;
  requestId?: string;
  receives?: number | undefined;
}

const aboutImage = ({ id, requestId }: ImageRecord): About => ({ image: id, ...(requestId && { requestId }) });

/** Does the work; what it throws is logged with what is known by then of the image. */
async function telling(services: Services, about: About, work: (about: About) => Promise<void>): Promise<void> {
  try {
    await work(about);
  } catch (error) {
    tell(services, about, error);
    throw error;
  }
}

function tell({ log }: Services, about: About, error: unknown): void {
  log.warn({ ...about, cause: causeChain(error) }, "an upload could not be processed");
}

/** `processing -> ready | failed`. Throws what is worth another receive. */
async function finish(services: Services, image: ImageRecord, arrived: StoredObject, about: About): Promise<void> {
  const { log, metrics } = services;
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  try {
    refuseTooLarge(services, arrived.bytes); // nothing that our targets take, and not worth fetching
    const { facts, details } = await readUpload(services, image, arrived, (error) => tell(services, about, error));
    const { workspace, id } = image;
    const kept = await services.catalog.markReady(workspace, id, arrived.etag, facts, details);
    if (!kept) return await removeIfGone(services, image); // deleted, or another was faster: and has said so
    const ms = took();
    log.info({ ...aboutImage(image), format: facts.format, ms }, "ready");
    metrics.count("Ready", { format: facts.format });
    metrics.time("ProcessingTime", ms);
  } catch (error) {
    if (isGone(error)) return await removeIfGone(services, image);
    if (!isAppError(error) || isShortage(error) || !isFinal(error)) throw error;
    const final = error.code === "conversion_timeout" ? tooSlow(error) : error;
    const ms = took();
    if (!(await services.catalog.markFailed(image.workspace, image.id, final.public, arrived.etag, ms))) return;
    log.info({ ...aboutImage(image), code: final.code, cause: causeChain(error.cause) || null }, "failed");
    metrics.count("Failed", { code: final.code });
    metrics.time("ProcessingTime", ms);
  }
}

/**
 * Handles a message that was received too often: whatever broke off its work, the image ends as `failed`. A picture that
 * kills its decoder has failed before; so this is a fault of ours, and said to be. Logs and throws as `processUpload`.
 */
export async function giveUpUpload(services: Services, event: UploadEvent, received: Received = {}): Promise<void> {
  const named = parseUploadKey(event.key);
  if (!named) return;
  const { workspace, id } = named;
  await telling(services, { image: id, receives: received.receives }, async (about) => {
    const image = await services.catalog.get(workspace, id);
    if (!image) return;
    Object.assign(about, aboutImage(image));
    const detail = "Opening this picture broke off three times on our side. Try again.";
    if (!(await services.catalog.markFailed(workspace, id, { code: "busy", detail }))) return;
    services.log.warn({ ...aboutImage(image), code: "busy" }, "given up after three receives");
    services.metrics.count("Failed", { code: "busy" });
  });
}

/** After a delete in the middle of the work nothing may stay of what was made. */
async function removeIfGone({ catalog, store }: Services, { workspace, id }: ImageRecord): Promise<void> {
  if (await catalog.get(workspace, id)) return;
  await removeDerived(store, workspace, id);
}

/** The image went while its master was made. */
const isGone = (error: unknown): boolean =>
  isAppError(error) && (error.code === "not_found" || error.code === "expired");

const isFinal = ({ code }: AppError): boolean => FINAL.includes(code) || code === "conversion_timeout";

function tooSlow(cause: AppError): AppError {
  return new AppError("too_complex", "This picture takes too long to open. Save it anew in another format.", { cause });
}
