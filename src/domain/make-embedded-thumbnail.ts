import { AppError } from "#errors.ts";
import type { ImageFacts } from "#picture/properties.ts";
import { withFile } from "./decodable.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import { embeddedKey, uploadKey } from "./keys.ts";
import type { Services } from "./services.ts";
import { once } from "./single-flight.ts";

/**
 * Makes the small copy that a ready image carries of itself stand in the store, at its first look; returns its key.
 * Throws `not_found` where it carries none, else as a conversion does.
 */
export async function makeEmbedded(services: Services, image: ImageRecord & { facts: ImageFacts }): Promise<string> {
  const details = await services.catalog.details(image.workspace, image.id);
  if (!details?.embedded) throw new AppError("not_found", "This picture carries no small copy of itself.");
  const key = embeddedKey(image.workspace, image.id, image.etag ?? "");
  if (!(await services.store.head(key))) {
    await once(key, () => services.withScratch("webp", (output) => takeOut(services, image, key, output)));
  }
  return key;
}

async function takeOut(
  services: Services,
  image: ImageRecord & { facts: ImageFacts },
  key: string,
  output: string,
): Promise<void> {
  const { workspace, id, etag, facts } = image;
  await withFile(services, uploadKey(workspace, id), etag, (source) =>
    services.imaging.run({ kind: "embedded", source, format: facts.format, output }),
  );
  await keepDerivative(services, image, key, output, "image/webp");
}
