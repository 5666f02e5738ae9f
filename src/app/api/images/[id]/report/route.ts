import { handleReport } from "#web/pictures/handle-report.ts";
import { pictureRoute } from "#web/pictures/picture-handler.ts";

export const GET = pictureRoute(handleReport);
