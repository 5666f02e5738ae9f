import { makePreview } from "../../domain/make-preview.ts";
import { sendObject } from "../send-object.ts";
import { findShownImage } from "../shown-image.ts";
import type { PictureHandler } from "./picture-route.ts";

export const preview: PictureHandler = async (asked, { services, workspace, params }) => {
  const image = await findShownImage(services, workspace, params.id);
  return sendObject(asked, services, image, {
    key: await makePreview(services, image),
    etag: null,
    mediaType: "image/webp",
    fileName: "preview.webp",
    disposition: "inline",
    cache: true,
  });
};
