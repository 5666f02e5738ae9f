import { parseRecipe } from "#imaging/recipe.ts";
import { linkPicture } from "#web/picture-link.ts";
import { route } from "#web/route.ts";

export const GET = route<{ id: string }>(async (request, { services, workspace, params }) => {
  const wanted = parseRecipe(request.nextUrl.searchParams);
  const link = await linkPicture(services, workspace, params.id, wanted, request.headers);
  return Response.json(link, { headers: { "cache-control": "private, no-store" } });
});
