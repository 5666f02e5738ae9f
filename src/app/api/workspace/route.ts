import { NextResponse } from "next/server";
import { deleteWorkspace } from "#domain/delete-workspace.ts";
import { route } from "#web/context/route.ts";
import { freshSession } from "#web/context/visit-of.ts";

export const DELETE = route(async (request, { services, workspace }) => {
  const response = new NextResponse(null, { status: 204 });
  if (!workspace) return response;
  await deleteWorkspace(services, workspace);
  response.cookies.set((await freshSession(request)).cookie);
  return response;
});
