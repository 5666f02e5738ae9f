import { retryImage } from "#domain/retry-image.ts";
import { route } from "#web/context/route.ts";

export const POST = route<{ id: string }>(async (_request, { services, workspace, params }) => {
  await retryImage(services, workspace, params.id);
  return new Response(null, { status: 202 });
});
