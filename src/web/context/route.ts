import type { NextRequest } from "next/server";
import { toAppError } from "#errors.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";
import { problem } from "#web/responses/problem.ts";
import { services, type WebServices } from "./services.ts";
import { type Visit, visitOf, visitorsCookie } from "./visit-of.ts";

/** A visit of one address, with what its pattern names. */
export interface RouteVisit<P> extends Visit {
  params: P;
}

type Handler<P> = (request: NextRequest, visit: RouteVisit<P>) => Promise<Response>;

/**
 * A route handler with what all of them need: the workspace is read from the cookie, and whatever is thrown becomes
 * problem+json. Other sites' writes do not come this far: the server refuses them by their head.
 */
export function route<P = Record<never, never>>(handler: Handler<P>) {
  return async (request: NextRequest, context: { params: Promise<P> }): Promise<Response> => {
    const all = services();
    return orProblem(all, request.headers, async () => {
      const visit = await visitOf(visitorsCookie(request));
      return handler(request, { ...visit, params: await context.params });
    });
  };
}

/** What `work` answers, or problem+json for what it throws. What is nobody's fault but ours is logged. */
export async function orProblem<T>(
  all: WebServices,
  headers: Pick<Headers, "get">,
  work: () => Promise<T>,
): Promise<T | Response> {
  try {
    return await work();
  } catch (error) {
    const known = toAppError(error);
    logRefusal(all, known, headers.get("x-request-id"));
    return problem(known);
  }
}
