import { thumbnailKey } from "#domain/keys.ts";
import { queryReader } from "#web/query.ts";
import { sendObject } from "#web/send-object.ts";
import { findShownImage } from "#web/shown-image.ts";
import type { PictureHandler } from "./picture-route.ts";

export const thumbnail: PictureHandler = async (asked, { services, workspace, params }) => {
  queryReader(asked.query).end();
  const image = await findShownImage(services, workspace, params.id);
  return sendObject(asked, services, image, {
    key: thumbnailKey(image.workspace, image.id, image.etag ?? ""),
    etag: null,
    mediaType: "image/webp",
    fileName: "thumbnail.webp",
    disposition: "inline",
    cache: true,
  });
};
