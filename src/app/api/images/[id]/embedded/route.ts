import { embedded } from "#web/pictures/embedded.ts";
import { pictureRoute } from "#web/pictures/picture-route.ts";

export const GET = pictureRoute(embedded);
