import { findImage } from "../../../../../domain/find-image.ts";
import { uploadKey } from "../../../../../domain/keys.ts";
import { route } from "../../../../../web/route.ts";
import { sendObject } from "../../../../../web/send-object.ts";

export const GET = route<{ id: string }>(async (request, { services, workspace, params }) => {
  const image = await findImage(services, workspace, params.id);
  return sendObject(request, services, image, {
    key: uploadKey(image.workspace, image.id),
    etag: image.etag,
    mediaType: image.facts?.mediaType ?? "application/octet-stream", // never what the sender claims it is
    fileName: image.name,
    disposition: "attachment",
    cache: false,
  });
});
