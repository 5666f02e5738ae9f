import { makeStrip } from "#domain/make-filmstrip.ts";
import { STRIP_FRAMES } from "#picture/filmstrip-layout.ts";
import { invalidParameter } from "#picture/recipe.ts";
import { refusePage } from "#picture/resolve-recipe.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { sendObject } from "#web/responses/respond-with-object.ts";
import { findShownImage } from "./find-shown-image.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const strip: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const from = query.takeWhole("from", 0, 1_000_000) ?? 0;
  query.end();
  const image = await findShownImage(services, workspace, params.id);
  if (from % STRIP_FRAMES !== 0) throw invalidParameter("from", `from takes a multiple of ${STRIP_FRAMES}.`);
  refusePage("from", from, image.facts);
  return sendObject(asked, services, image, {
    key: await makeStrip(services, image, from),
    etag: null,
    mediaType: "image/webp",
    fileName: "strip.webp",
    disposition: "inline",
    cache: true,
  });
};
