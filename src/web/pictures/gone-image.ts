import type { NextRequest } from "next/server";
import { findImage } from "#domain/find-image.ts";
import { isAppError } from "#errors.ts";
import { visitOf, visitorsCookie } from "#web/context/visit-of.ts";

/**
 * Why there is no picture at a page's address, or null. Asked before the page is rendered: one that calls
 * `notFound()` is answered by Next with an empty document that only a script fills, while an address without a
 * route gets the whole not-found page.
 */
export async function goneImage(request: NextRequest): Promise<"not_found" | "expired" | null> {
  const id = /^\/images\/([^/]+)(?:\/(?:link|scrub|tags))?$/.exec(request.nextUrl.pathname)?.[1];
  if (id === undefined) return null;
  try {
    const { services, workspace } = await visitOf(visitorsCookie(request));
    await findImage(services, workspace, id);
    return null;
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "expired")) return error.code;
    throw error;
  }
}
