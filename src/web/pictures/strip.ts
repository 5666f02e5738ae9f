import { makeStrip } from "#domain/make-strip.ts";
import { invalidParameter } from "#imaging/recipe.ts";
import { refusePage } from "#imaging/resolve-recipe.ts";
import { STRIP_FRAMES } from "#imaging/strip.ts";
import { queryReader } from "#web/query.ts";
import { sendObject } from "#web/send-object.ts";
import { findShownImage } from "#web/shown-image.ts";
import type { PictureHandler } from "./picture-route.ts";

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
