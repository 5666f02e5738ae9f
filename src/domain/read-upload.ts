import { isCrash } from "#decoder-pool/decoder-crash.ts";
import type { InspectResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { formatOf } from "#picture/formats.ts";
import { planMaster } from "./ensure-master.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import { thumbnailKey, uploadKey } from "./keys.ts";
import type { StoredObject } from "./ports/object-store.ts";
import type { Services } from "./services.ts";

/** A picture of which its decoder died so often is given up. */
const MAX_CRASHES = 3;
/** How often somebody looks, while a picture is opened, whether it is still wanted, ms. */
const LOOK_EVERY_MS = 2_000;

/**
 * What is in the bytes that arrived; thumbnail and master are stored. A decoder that dies of them is counted on the record
 * and tried again at once: a picture is to blame for its own decoder, and for nothing else that breaks off. Throws
 * `damaged_image` after the third, `not_found` where the picture is not wanted any more, and what the decoder throws.
 * @param onCrash is told of each but the last
 */
export async function readUpload(
  services: Services,
  image: ImageRecord,
  arrived: StoredObject,
  onCrash: (error: unknown) => void,
): Promise<InspectResult> {
  for (let crashes = (image.crashes ?? 0) + 1; ; crashes++) {
    try {
      return await whileWanted(services, image, arrived, (signal) => decode(services, image, arrived, signal));
    } catch (error) {
      if (!isCrash(error)) throw error;
      if (crashes >= MAX_CRASHES) throw givenUp(error);
      onCrash(error);
      if (!(await services.catalog.markProcessing(image.workspace, image.id, arrived, crashes))) throw unwanted();
    }
  }
}

const givenUp = (cause: unknown) =>
  new AppError(
    "damaged_image",
    "Opening this picture failed three times. The file may be damaged; try again or save it anew.",
    { cause },
  );

/** Stops the work on a picture that is deleted meanwhile, finished by another, or replaced by other bytes. */
async function whileWanted<T>(
  { catalog }: Services,
  { workspace, id }: ImageRecord,
  { etag }: StoredObject,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const look = async () => {
    const now = await catalog.get(workspace, id);
    if (now?.status !== "processing" || now.etag !== etag) stop.abort();
  };
  const timer = setInterval(() => look().catch(() => {}), LOOK_EVERY_MS); // a catalog that is away says nothing of it
  try {
    return await work(stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? unwanted(error) : error;
  } finally {
    clearInterval(timer);
  }
}

const unwanted = (cause?: unknown) => new AppError("not_found", "This picture is gone.", { cause });

async function decode(
  services: Services,
  image: ImageRecord,
  arrived: StoredObject,
  signal: AbortSignal,
): Promise<InspectResult> {
  const { workspace, id, name } = image;
  const source = await services.store.localFile(uploadKey(workspace, id), arrived.etag);
  if (!source) throw new AppError("internal", "The bytes changed while they were read.");
  try {
    return await services.withScratch("webp", async (thumbnail) => {
      const { maxPixels, closedFormats } = services.limits;
      const master = `${thumbnail}.master`;
      const job = { source: source.path, name, thumbnail, master, maxPixels, closed: closedFormats };
      const options = { patient: true, workspace, image: id, signal };
      const result = await services.decoders.run({ kind: "inspect", ...job }, options);
      const made = formatOf(result.facts.format)?.master;
      if (made) {
        const { key, mediaType } = planMaster(workspace, id, arrived.etag, made);
        await keepDerivative(services, image, key, master, mediaType);
      }
      await services.store.putFile(thumbnailKey(workspace, id, arrived.etag), thumbnail, { mediaType: "image/webp" });
      return result;
    });
  } finally {
    await source.release();
  }
}
