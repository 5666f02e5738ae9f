import { acceptUpload } from "#domain/accept-upload.ts";
import { AppError } from "#errors.ts";
import { route } from "#web/context/route.ts";
import { readTargetForm } from "#web/forms/target-form.ts";

/**
 * Takes the bytes of an upload target where the store has no address of its own. The signed policy is the authority, no
 * cookie is asked for: it stands in the form before the file, and nothing is read on where it is none of ours.
 */
export const POST = route<{ id: string }>(async (request, { services, params }) => {
  if (!/^[0-9A-Z]{26}$/.test(params.id)) throw new AppError("not_found", "There is no such upload. Begin a new one.");
  await readTargetForm(request, (fields, body) => acceptUpload(services, params.id, fields, body));
  return new Response(null, { status: 204 });
});
