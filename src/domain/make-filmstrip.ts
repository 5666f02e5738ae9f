import type { ImageProperties } from "#picture/properties.ts";
import { derivativeOf } from "./derivative-of.ts";
import type { ImageRecord } from "./image.ts";
import { resultKey } from "./keys.ts";
import { frameKey } from "./recipe-key.ts";
import type { Services } from "./services.ts";

/**
 * Makes a strip of small frames of a ready image stand in the store, at its first look; returns its key. It counts as a
 * result: thousands of frames do not fill the store. Throws as a conversion does.
 *
 * @param from the first frame, from 0
 */
export function makeFilmstrip(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  from: number,
): Promise<string> {
  const key = resultKey(image.workspace, image.id, frameKey("strip", from, image.etag ?? ""), "webp");
  const { width, height } = image.facts;
  return derivativeOf(services, image, key, (file) => ({ kind: "filmstrip", ...file, width, height, from }));
}
