import { AppError } from "#errors.ts";
import { route } from "#web/context/route.ts";

/** The parts that every request needs do answer. */
export const GET = route(async (_request, { services }) => {
  try {
    await Promise.all([services.store.check(), services.catalog.check()]);
  } catch (cause) {
    throw new AppError("busy", "The storage does not answer. Try again in a moment.", { cause, retryAfter: 5 });
  }
  return Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
});
