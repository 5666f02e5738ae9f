import { makeEmbedded } from "#domain/make-embedded.ts";
import { queryReader } from "#web/query.ts";
import { sendObject } from "#web/send-object.ts";
import { findShownImage } from "#web/shown-image.ts";
import type { PictureHandler } from "./picture-route.ts";

export const embedded: PictureHandler = async (asked, { services, workspace, params }) => {
  queryReader(asked.query).end();
  const image = await findShownImage(services, workspace, params.id);
  return sendObject(asked, services, image, {
    key: await makeEmbedded(services, image),
    etag: null,
    mediaType: "image/webp",
    fileName: "embedded.webp",
    disposition: "inline",
    cache: true,
  });
};
