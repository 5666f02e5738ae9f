import { ensureEmbeddedThumbnail } from "#domain/ensure-embedded-thumbnail.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { respondWithObject } from "#web/responses/respond-with-object.ts";
import { findShownImage } from "./find-shown-image.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleEmbeddedThumbnail: PictureHandler = async (asked, { services, workspace, params }) => {
  queryReader(asked.query).end();
  const image = await findShownImage(services, workspace, params.id);
  return respondWithObject(asked, services, image, {
    key: await ensureEmbeddedThumbnail(services, image, { signal: asked.signal }),
    etag: null,
    mediaType: "image/webp",
    fileName: "embedded.webp",
    disposition: "inline",
    cache: true,
  });
};
