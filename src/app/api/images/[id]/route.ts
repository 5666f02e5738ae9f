import { deleteImage } from "#domain/delete-image.ts";
import { readDetails } from "#domain/ensure-report.ts";
import { findImage } from "#domain/find-image.ts";
import { route } from "#web/context/route.ts";
import { imageView } from "#web/responses/image-view.ts";

export const GET = route<{ id: string }>(async (_request, { services, workspace, params }) => {
  const image = await findImage(services, workspace, params.id);
  const details = await readDetails(services, image);
  return Response.json(imageView(image, details), { headers: { "cache-control": "private, no-store" } });
});

export const DELETE = route<{ id: string }>(async (_request, { services, workspace, params }) => {
  await deleteImage(services, workspace, params.id);
  return new Response(null, { status: 204 });
});
