import { pictureRoute } from "#web/pictures/picture-route.ts";
import { strip } from "#web/pictures/strip.ts";

export const GET = pictureRoute(strip);
