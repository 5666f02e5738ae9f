import { AppError } from "../errors.ts";
import type { ImageFacts } from "../imaging/facts.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import { previewKey, uploadKey } from "./keys.ts";
import { once } from "./once.ts";
import type { Services } from "./services.ts";

/** Makes the preview of a ready image stand in the store, at its first look; returns its key. Throws as a conversion does. */
export async function makePreview(services: Services, image: ImageRecord & { facts: ImageFacts }): Promise<string> {
  const key = previewKey(image.workspace, image.id);
  if (!(await services.store.head(key))) {
    await once(key, () => services.withScratch("webp", (output) => decodePreview(services, image, key, output)));
  }
  return key;
}

async function decodePreview(
  services: Services,
  image: ImageRecord & { facts: ImageFacts },
  key: string,
  output: string,
): Promise<void> {
  const { store, limits } = services;
  const source = await store.localFile(uploadKey(image.workspace, image.id), image.etag ?? undefined);
  if (!source) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  try {
    const { format } = image.facts;
    await services.imaging.run({ kind: "preview", source: source.path, format, output, maxPixels: limits.maxPixels });
    await keepDerivative(services, image, key, output, "image/webp");
  } finally {
    await source.release();
  }
}
