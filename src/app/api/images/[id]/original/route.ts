import { original } from "#web/pictures/original.ts";
import { pictureRoute } from "#web/pictures/picture-route.ts";

export const GET = pictureRoute(original);
