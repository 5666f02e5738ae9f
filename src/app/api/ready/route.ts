import { AppError } from "#errors.ts";
import { route } from "#web/context/route.ts";

/** Everything that requests need works. */
export const GET = route(async (_request, { services }) => {
  try {
    await services.checkReady();
  } catch (cause) {
    throw new AppError("busy", "Not everything works here. Try again in a moment.", { cause, retryAfter: 5 });
  }
  return Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
});
