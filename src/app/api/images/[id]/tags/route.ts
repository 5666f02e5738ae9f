import { pictureRoute } from "#web/pictures/picture-route.ts";
import { tags } from "#web/pictures/tags.ts";

export const GET = pictureRoute(tags);
