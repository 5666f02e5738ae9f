import { handleFilmstrip } from "#web/pictures/handle-filmstrip.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleFilmstrip);
