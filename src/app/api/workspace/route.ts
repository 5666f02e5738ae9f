import { deleteWorkspace } from "#domain/delete-workspace.ts";
import { route } from "#web/context/route.ts";

export const DELETE = route(async (_request, { services, workspace }) => {
  if (workspace) await deleteWorkspace(services, workspace);
  return new Response(null, { status: 204 });
});
