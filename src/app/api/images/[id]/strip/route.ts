import { pictureRoute } from "#web/pictures/picture-handler.ts";
import { strip } from "#web/pictures/handle-filmstrip.ts";

export const GET = pictureRoute(strip);
