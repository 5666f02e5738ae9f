import { pictureRoute } from "#web/pictures/picture-handler.ts";
import { tags } from "#web/pictures/handle-tags.ts";

export const GET = pictureRoute(tags);
