import { handleScrub } from "#web/pictures/handle-scrub.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleScrub);
