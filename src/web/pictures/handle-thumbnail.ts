import { thumbnailKey } from "#domain/keys.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { respondWithObject } from "#web/responses/respond-with-object.ts";
import { findShownImage } from "./find-shown-image.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleThumbnail: PictureHandler = async (asked, { services, workspace, params }) => {
  queryReader(asked.query).end();
  const image = await findShownImage(services, workspace, params.id);
  return respondWithObject(asked, services, image, {
    key: thumbnailKey(image.workspace, image.id, image.etag ?? ""),
    etag: null,
    mediaType: "image/webp",
    fileName: "thumbnail.webp",
    disposition: "inline",
    cache: true,
  });
};
