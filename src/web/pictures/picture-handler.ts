import type { NextRequest } from "next/server";
import { orProblem, type RouteVisit } from "#web/context/route.ts";
import { services } from "#web/context/services.ts";
import type { SealedCookie } from "#web/context/session.ts";
import { visitOf, visitorsCookie } from "#web/context/visit-of.ts";
import { type HandlerResponse, toResponse, withoutBytes } from "#web/responses/bytes-response.ts";

/** What these handlers read of a request, whoever took it in. */
export interface PictureRequest {
  method: "GET" | "HEAD";
  headers: Pick<Headers, "get">;
  query: URLSearchParams;
  /** the workspace's */
  cookie: SealedCookie | undefined;
  /** aborted when the asker is gone */
  signal: AbortSignal;
}

export type PictureHandler = (asked: PictureRequest, visit: RouteVisit<{ id: string }>) => Promise<HandlerResponse>;

/** Nobody reads it; the line in the log says why the request ended (as nginx has it). */
const CLIENT_CLOSED_REQUEST = 499;

/** Runs a handler for one picture of the visitor's; what it throws becomes problem+json. */
export function answerPictureRequest(
  handler: PictureHandler,
  asked: PictureRequest,
  id: string,
): Promise<HandlerResponse> {
  return orProblem(services(), asked.headers, async () => {
    const visit = await visitOf(asked.cookie);
    return handler(asked, { ...visit, params: { id } }).catch((error: unknown) => {
      if (asked.signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
      throw error;
    });
  });
}

/** The handler as Next calls it: under `npm run dev`, and for HEAD. */
export function pictureRoute(handler: PictureHandler) {
  return async (request: NextRequest, context: { params: Promise<{ id: string }> }): Promise<Response> => {
    const { id } = await context.params;
    const cookie = visitorsCookie(request);
    const method = request.method === "HEAD" ? "HEAD" : "GET";
    const { headers, signal } = request;
    const asked = { method, headers, query: request.nextUrl.searchParams, cookie, signal } as const;
    const answer = await answerPictureRequest(handler, asked, id);
    return method === "HEAD" ? withoutBytes(answer) : toResponse(answer, request.signal);
  };
}
