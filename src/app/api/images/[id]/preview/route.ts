import { pictureRoute } from "#web/pictures/picture-handler.ts";
import { preview } from "#web/pictures/handle-preview.ts";

export const GET = pictureRoute(preview);
