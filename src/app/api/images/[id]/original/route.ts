import { handleOriginal } from "#web/pictures/handle-original.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleOriginal);
