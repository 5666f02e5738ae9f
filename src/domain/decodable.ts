import type { Decodable } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { isDamaged } from "#picture/damage.ts";
import { type Format, formatOf } from "#picture/formats.ts";
import type { ImageProperties } from "#picture/properties.ts";
import type { ImageRecord } from "./image.ts";
import { keepResult } from "./keep-derivative.ts";
import { masterKey, uploadKey } from "./keys.ts";
import type { JobOptions, Services } from "./services.ts";
import { singleFlight } from "./single-flight.ts";

/**
 * Lends the file that everything is made from: the original, or the lossless master of a format that sharp does not
 * read. A master that went for newer results is made again. Throws `not_found`, and what decoding throws.
 */
export async function withDecodable<T>(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  work: (file: Decodable) => Promise<T>,
  options: JobOptions = {},
): Promise<T> {
  const format = formatOf(image.facts.format);
  if (!format?.master) {
    const { format: id, frames } = image.facts;
    return withOriginal(services, image, (source) =>
      work({ source, format: id, damaged: isDamaged(image.facts), frames }),
    );
  }
  const key = masterKey(image.workspace, image.id, image.etag ?? "", format.master);
  const make = () => singleFlight(key, () => makeMaster(services, image, format, key, options));
  if (!(await services.store.head(key))) await make();
  const file = { format: format.master, damaged: false, frames: image.facts.frames };
  const lend = () => withFile(services, key, null, (source) => work({ source, ...file }));
  return lend().catch(async (error) => {
    // It may have gone for newer results since it was seen.
    if (await services.store.head(key)) throw error;
    await make();
    return lend();
  });
}

/** Lends the original as a file. Throws `not_found` where other bytes are there by now, or none. */
export function withOriginal<T>(
  services: Services,
  image: ImageRecord,
  work: (path: string) => Promise<T>,
): Promise<T> {
  return withFile(services, uploadKey(image.workspace, image.id), image.etag, work);
}

async function makeMaster(
  services: Services,
  image: ImageRecord,
  format: Format,
  key: string,
  options: JobOptions,
): Promise<void> {
  const { maxPixels } = services.limits;
  const job = (source: string, output: string) =>
    ({ kind: "master", source, format: format.id, output, maxPixels }) as const;
  await withOriginal(services, image, (source) =>
    services.withScratch("master", async (output) => {
      await services.decoders.run(job(source, output), options);
      await keepMaster(services, image, key, output);
    }),
  );
}

/** Puts a master where `withDecodable` looks for it. */
export function keepMaster(services: Services, image: ImageRecord, key: string, path: string): Promise<void> {
  return keepResult(services, image, key, path, key.endsWith(".webp") ? "image/webp" : "image/png");
}

/** Lends an object as a file. Throws `not_found` where it is not there, or not with that etag. */
export async function withFile<T>(
  { store }: Services,
  key: string,
  etag: string | null,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const source = await store.localFile(key, etag ?? undefined);
  if (!source) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  try {
    return await work(source.path);
  } finally {
    await source.release();
  }
}
