import type { ImageProperties } from "#picture/properties.ts";
import { derivativeOf } from "./derivative-of.ts";
import type { ImageRecord } from "./image.ts";
import { previewKey, resultKey } from "./keys.ts";
import { frameKey } from "./recipe-key.ts";
import type { Services } from "./services.ts";

/**
 * Makes the preview of a ready image, or of one of its frames, stand in the store, at its first look; returns its key.
 * Those of frames count as results. Throws as a conversion does.
 *
 * @param page a frame or page from 0
 */
export function makePreview(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  page = 0,
): Promise<string> {
  const { workspace, id, etag } = image;
  const key =
    page === 0 ? previewKey(workspace, id) : resultKey(workspace, id, frameKey("preview", page, etag ?? ""), "webp");
  return derivativeOf(services, image, key, (files) => ({ kind: "preview", ...files, page }));
}
