import { AppError } from "#errors.ts";
import type { ImageProperties } from "#picture/properties.ts";
import { withFile } from "./decodable.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import { embeddedThumbnailKey, uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";
import { singleFlight } from "./single-flight.ts";

/**
 * Makes the small copy that a ready image carries of itself stand in the store, at its first look; returns its key.
 * Throws `not_found` where it carries none, else as a conversion does.
 */
export async function makeEmbeddedThumbnail(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
): Promise<string> {
  const details = await services.catalog.details(image.workspace, image.id);
  if (!details?.embedded) throw new AppError("not_found", "This picture carries no small copy of itself.");
  const key = embeddedThumbnailKey(image.workspace, image.id, image.etag ?? "");
  if (!(await services.store.head(key))) {
    await singleFlight(key, () => services.withScratch("webp", (output) => takeOut(services, image, key, output)));
  }
  return key;
}

async function takeOut(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  key: string,
  output: string,
): Promise<void> {
  const { workspace, id, etag, facts } = image;
  await withFile(services, uploadKey(workspace, id), etag, (source) =>
    services.decoders.run({ kind: "embedded-thumbnail", source, format: facts.format, output }),
  );
  await keepDerivative(services, image, key, output, "image/webp");
}
