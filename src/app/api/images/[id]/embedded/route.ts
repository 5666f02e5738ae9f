import { handleEmbeddedThumbnail } from "#web/pictures/handle-embedded-thumbnail.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleEmbeddedThumbnail);
