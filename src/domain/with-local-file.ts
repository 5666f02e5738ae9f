import { AppError } from "#errors.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";

/** Lends an object as a file. Throws `not_found` where it is not there, or not with that etag. */
export async function withLocalFile<T>(
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

/** Lends the original as a file. Throws `not_found` where other bytes are there by now, or none. */
export function withOriginal<T>(
  services: Services,
  image: ImageRecord,
  work: (path: string) => Promise<T>,
): Promise<T> {
  return withLocalFile(services, uploadKey(image.workspace, image.id), image.etag, work);
}
