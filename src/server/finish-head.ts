import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { RequestScope } from "#web/context/request-scope.ts";
import { POLICY_WITHOUT_SCRIPTS } from "#web/responses/content-security-policy.ts";
import { lingerOnUnread } from "./linger.ts";

/**
 * Looks at the head of an answer just before it goes out, whoever gives it:
 * - no document goes without a policy: Next answers some without `src/proxy.ts`;
 * - a form or a server action that Next could not read is 400. It answers 500, as for a fault of ours; but nothing of
 *   ours has begun then;
 * - where the body is still coming, the connection ends with the answer.
 */
export function finishHead(request: IncomingMessage, response: ServerResponse, scope: RequestScope): void {
  const writeHead = response.writeHead.bind(response) as (status: number, ...rest: unknown[]) => ServerResponse;
  response.writeHead = (status: number, ...rest: (string | OutgoingHttpHeaders | unknown[] | undefined)[]) => {
    const isDocument = String(response.getHeader("content-type") ?? "").startsWith("text/html");
    if (isDocument && !response.hasHeader("content-security-policy"))
      response.setHeader("content-security-policy", POLICY_WITHOUT_SCRIPTS);
    lingerOnUnread(request, response);
    const unreadable = status === 500 && request.method === "POST" && !scope.begun;
    return writeHead(unreadable ? 400 : status, ...rest);
  };
}
