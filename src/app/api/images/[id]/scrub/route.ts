import { pictureRoute } from "#web/pictures/picture-handler.ts";
import { scrub } from "#web/pictures/handle-scrub.ts";

export const GET = pictureRoute(scrub);
