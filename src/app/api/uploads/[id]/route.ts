import { acceptUpload } from "#domain/accept-upload.ts";
import { route } from "#web/context/route.ts";
import { readTargetForm } from "#web/forms/target-form.ts";

/** Takes the bytes of an upload target where the store has no address of its own. The signed policy is the authority, no cookie is asked for. */
export const POST = route<{ id: string }>(async (request, { services, params }) => {
  await readTargetForm(request, (fields, body) => acceptUpload(services, params.id, fields, body));
  return new Response(null, { status: 204 });
});
