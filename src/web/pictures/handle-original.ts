import { findImage } from "#domain/find-image.ts";
import { uploadKey } from "#domain/keys.ts";
import { AppError } from "#errors.ts";
import { respondWithObject } from "#web/responses/respond-with-object.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleOriginal: PictureHandler = async (asked, { services, workspace, params }) => {
  const image = await findImage(services, workspace, params.id);
  const key = uploadKey(image.workspace, image.id);
  const stored = await services.store.head(key);
  if (image.status === "pending" && !stored) {
    throw new AppError("not_ready", "The bytes of this picture have not arrived yet. Try again in a moment.");
  }
  // Where a target can be used again: what came later is not what this picture was taken for.
  if (!stored || (image.etag !== null && stored.etag !== image.etag)) {
    throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  }
  return respondWithObject(asked, services, image, {
    key,
    etag: image.etag,
    mediaType: image.facts?.mediaType ?? "application/octet-stream", // never what the sender claims it is
    fileName: image.name,
    disposition: "attachment",
    cache: false,
  });
};
