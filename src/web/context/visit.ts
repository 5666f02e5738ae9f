import { cookies, headers } from "next/headers";
import type { NewSession } from "./session.ts";
import { sessionOf, type Visit, visitOf, workspaceCookie } from "./visit-of.ts";

/** Who asks for this page or acts on it, and the services to answer them. Route handlers get the same from `route`. */
export const visit = async (): Promise<Visit> => visitOf(workspaceCookie({ cookies: await cookies() }));

/** The session of who brings pictures by a server action: their workspace with its time begun anew, or a new one. */
export const visitorsSession = async (): Promise<NewSession> =>
  sessionOf({ headers: await headers(), cookies: await cookies() });
