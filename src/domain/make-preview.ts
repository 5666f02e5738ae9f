import type { ImageFacts } from "../imaging/facts.ts";
import { withDecodable } from "./decodable.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import { previewKey } from "./keys.ts";
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
  const { maxPixels } = services.limits;
  await withDecodable(services, image, ({ path, format }) =>
    services.imaging.run({ kind: "preview", source: path, format, output, maxPixels }),
  );
  await keepDerivative(services, image, key, output, "image/webp");
}
