import { makePreview } from "../../../../../domain/make-preview.ts";
import { route } from "../../../../../web/route.ts";
import { sendObject } from "../../../../../web/send-object.ts";
import { findShownImage } from "../../../../../web/shown-image.ts";

export const GET = route<{ id: string }>(async (request, { services, workspace, params }) => {
  const image = await findShownImage(services, workspace, params.id);
  return sendObject(request, services, image, {
    key: await makePreview(services, image),
    etag: null,
    mediaType: "image/webp",
    fileName: "preview.webp",
    disposition: "inline",
    cache: true,
  });
});
