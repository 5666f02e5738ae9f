import type { Decodable, Job } from "#decoder-pool/jobs.ts";
import type { ImageProperties } from "#picture/properties.ts";
import { withDecodable } from "./decodable.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative, keepResult } from "./keep-derivative.ts";
import { isResultKey } from "./keys.ts";
import type { Services } from "./services.ts";
import { singleFlight } from "./single-flight.ts";

/** What every job that makes a WebP for the screen is given. */
type JobFiles = Decodable & { output: string; maxPixels: number };

/**
 * Makes a WebP of a ready image stand in the store under `key`, one time for all who ask while it is being made; returns
 * the key. Throws `busy`, `conversion_timeout` and what the picture is to blame for.
 */
export async function derivativeOf(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  key: string,
  jobOf: (files: JobFiles) => Job,
): Promise<string> {
  const { store, limits } = services;
  if (await store.head(key)) return key;
  const make = async (output: string) => {
    const run = (file: Decodable) => services.decoders.run(jobOf({ ...file, output, maxPixels: limits.maxPixels }));
    await withDecodable(services, image, run);
    const keep = isResultKey(key) ? keepResult : keepDerivative;
    await keep(services, image, key, output, "image/webp");
  };
  await singleFlight(key, () => services.withScratch("webp", make));
  return key;
}
