import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { services } from "#web/context/services.ts";
import { goneImage } from "#web/pictures/gone-image.ts";
import { contentSecurityPolicy } from "#web/responses/content-security-policy.ts";

/** Pages alone: a body that passes here is buffered and cut at 10 MB, so the API checks for itself. */
export const config = { matcher: ["/((?!api(?:/|$)|_next/|icon|favicon).*)"] };

/**
 * Before a page or a server action: a page gets a policy with a nonce of its own, and a picture that is gone gets the
 * not-found page.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const reads = request.method === "GET" || request.method === "HEAD";
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, services().storeOrigin);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy); // Next reads the nonce for its own scripts from here
  const gone = reads ? await goneImage(request) : null;
  if (gone) headers.set("x-gone", gone);
  const response = gone
    ? NextResponse.rewrite(new URL("/gone", request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}
