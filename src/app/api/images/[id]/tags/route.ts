import { handleTags } from "#web/pictures/handle-tags.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleTags);
