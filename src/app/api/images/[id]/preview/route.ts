import { pictureRoute } from "#web/pictures/picture-route.ts";
import { preview } from "#web/pictures/preview.ts";

export const GET = pictureRoute(preview);
