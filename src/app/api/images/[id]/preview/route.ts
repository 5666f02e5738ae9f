import { handlePreview } from "#web/pictures/handle-preview.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handlePreview);
