import { pictureRoute } from "#web/pictures/picture-route.ts";
import { thumbnail } from "#web/pictures/thumbnail.ts";

export const GET = pictureRoute(thumbnail);
