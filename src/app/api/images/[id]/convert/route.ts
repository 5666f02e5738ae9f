import { convert } from "#web/pictures/convert.ts";
import { pictureRoute } from "#web/pictures/picture-route.ts";

export const GET = pictureRoute(convert);
