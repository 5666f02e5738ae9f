/** The process is up: says nothing of what it needs, so that a slow store restarts no server. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

export const dynamic = "force-dynamic";
