import { ensurePreview } from "#domain/ensure-preview.ts";
import { PARAMETER } from "#picture/recipe-parameters.ts";
import { refusePage } from "#picture/resolve-recipe.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { respondWithObject } from "#web/responses/respond-with-object.ts";
import { findShownImage } from "./find-shown-image.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handlePreview: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const page = query.takeWhole("page", PARAMETER.page.min, PARAMETER.page.max) ?? 0;
  query.end();
  const image = await findShownImage(services, workspace, params.id);
  refusePage("page", page, image.facts);
  return respondWithObject(asked, services, image, {
    key: await ensurePreview(services, image, page, { signal: asked.signal }),
    etag: null,
    mediaType: "image/webp",
    fileName: "preview.webp",
    disposition: "inline",
    cache: true,
  });
};
