import { ensureFilmstrip } from "#domain/ensure-filmstrip.ts";
import { FILMSTRIP_FRAMES } from "#picture/filmstrip-layout.ts";
import { invalidParameter } from "#picture/recipe.ts";
import { PARAMETER } from "#picture/recipe-parameters.ts";
import { refusePage } from "#picture/resolve-recipe.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { respondWithObject } from "#web/responses/respond-with-object.ts";
import { findShownImage } from "./find-shown-image.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleFilmstrip: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const from = query.takeWhole("from", PARAMETER.page.min, PARAMETER.page.max) ?? 0;
  query.end();
  const image = await findShownImage(services, workspace, params.id);
  if (from % FILMSTRIP_FRAMES !== 0) throw invalidParameter("from", `from takes a multiple of ${FILMSTRIP_FRAMES}.`);
  refusePage("from", from, image.facts);
  return respondWithObject(asked, services, image, {
    key: await ensureFilmstrip(services, image, from, { signal: asked.signal }),
    etag: null,
    mediaType: "image/webp",
    fileName: "strip.webp",
    disposition: "inline",
    cache: true,
  });
};
