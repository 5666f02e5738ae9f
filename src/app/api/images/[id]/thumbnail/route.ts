import { pictureRoute } from "#web/pictures/picture-handler.ts";
import { thumbnail } from "#web/pictures/handle-thumbnail.ts";

export const GET = pictureRoute(thumbnail);
