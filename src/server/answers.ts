import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Answer, smallBody } from "../web/bytes-answer.ts";

/** Sends what a handler answers, without the detour over web streams that Next takes. */
export async function send(answer: Answer, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (answer instanceof Response) {
    response.statusCode = answer.status;
    response.end(answer.body ? Buffer.from(await answer.arrayBuffer()) : undefined);
    return;
  }
  response.setHeader("content-length", answer.bytes);
  const small = await smallBody(answer);
  if (small) response.end(small);
  else await pipeline(answer.body, response).catch(unlessGone);
}

/** A visitor who went away in the middle is no failure; the request's line in the log says it. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
}
