import { pictureRoute } from "#web/pictures/picture-route.ts";
import { scrub } from "#web/pictures/scrub.ts";

export const GET = pictureRoute(scrub);
