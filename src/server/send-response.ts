import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type HandlerResponse, smallBody } from "#web/responses/bytes-response.ts";

/**
 * Sends what a handler answers, without the detour over web streams that Next takes. Throws what the body throws;
 * the body is closed however it ends, also where the visitor had gone before it was there.
 */
export async function sendResponse(answer: HandlerResponse, response: ServerResponse): Promise<void> {
  if (answer instanceof Response) {
    const body = answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined;
    response.statusCode = answer.status;
    setHeaders(response, answer.headers);
    response.end(body);
    return;
  }
  const { body, bytes, headers } = answer;
  try {
    const small = await smallBody(answer); // before any header: what fails here is answered as what it is
    setHeaders(response, headers);
    response.setHeader("content-length", bytes);
    if (small) response.end(small);
    else await pipeline(body, response).catch(unlessGone);
  } finally {
    body.destroy();
  }
}

function setHeaders(response: ServerResponse, headers: Headers): void {
  for (const [name, value] of headers) response.setHeader(name, value);
}

/** A visitor who went away, before the bytes or in the middle, is no failure; the request's line in the log says it. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ERR_STREAM_PREMATURE_CLOSE" && error.code !== "ERR_STREAM_UNABLE_TO_PIPE") throw error;
}
