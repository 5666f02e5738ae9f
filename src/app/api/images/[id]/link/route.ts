import { parseRecipe } from "#picture/recipe.ts";
import { route } from "#web/context/route.ts";
import { linkPicture } from "#web/pictures/picture-link.ts";

export const GET = route<{ id: string }>(async (request, { services, workspace, params }) => {
  const wanted = parseRecipe(request.nextUrl.searchParams);
  const link = await linkPicture(services, workspace, params.id, wanted, request.headers);
  return Response.json(link, { headers: { "cache-control": "private, no-store" } });
});
