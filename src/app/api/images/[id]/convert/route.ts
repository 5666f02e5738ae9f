import { handleConvert } from "#web/pictures/handle-convert.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleConvert);
