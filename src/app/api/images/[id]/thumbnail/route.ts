import { handleThumbnail } from "#web/pictures/handle-thumbnail.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleThumbnail);
