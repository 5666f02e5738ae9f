import { isHttps } from "./request-origin.ts";
import { requestScope } from "./request-scope.ts";
import { type ProvidedServices, services } from "./services.ts";
import { COOKIE, type NewSession, readWorkspace, sealWorkspace } from "./session.ts";

/** Who asks, and what is needed to answer them. */
export interface Visit {
  services: ProvidedServices;
  /** the hash of the visitor's workspace, or null for one without */
  workspace: string | null;
}

/** What a visit is read from: a request, or the same parts of it as Next hands them to pages and actions. */
export interface VisitRequest {
  headers: Headers;
  cookies: { get(name: string): { value: string } | undefined };
}

export const workspaceCookie = ({ cookies }: Pick<VisitRequest, "cookies">): string | undefined =>
  cookies.get(COOKIE)?.value;

/** The visit of the workspace that a cookie seals; of none for no cookie, a forged or an old one. */
export async function visitOf(cookie: string | undefined): Promise<Visit> {
  begin();
  const all = services();
  return { services: all, workspace: await readWorkspace(all, cookie) };
}

/**
 * The session of who brings pictures: their workspace with its time begun anew, or a new one. Throws `too_many_requests`
 * where their address made too many.
 */
export async function sessionOf(request: VisitRequest): Promise<NewSession> {
  begin();
  const all = services();
  const known = await readWorkspace(all, workspaceCookie(request));
  const address = requestScope()?.address;
  if (known === null && address !== undefined) all.addressLimits.countWorkspace(address);
  return sealWorkspace(all, { cookie: workspaceCookie(request), secure: isHttps(request.headers, all.publicUrl) });
}

/** Throws `too_many_requests` where the visitor's address brought too many pictures. */
export function countUploads(pictures: number): void {
  const address = requestScope()?.address;
  if (address !== undefined) services().addressLimits.countUploads(address, pictures);
}

/** From here on what fails is no longer for the request's form. */
function begin(): void {
  const scope = requestScope();
  if (scope) scope.begun = true;
}
