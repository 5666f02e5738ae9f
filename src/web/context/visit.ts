import { cookies, headers } from "next/headers";
import type { NewSession } from "./session.ts";
import { freshSession, sessionOf, type Visit, visitOf, visitorsCookie } from "./visit-of.ts";

/** Who asks for this page or acts on it, and the services to answer them. Route handlers get the same from `route`. */
export const visit = async (): Promise<Visit> => visitOf(visitorsCookie({ cookies: await cookies() }));

/** The session of who brings pictures by a server action: their workspace with its time begun anew, or a new one. */
export const visitorsSession = async (): Promise<NewSession> =>
  sessionOf({ headers: await headers(), cookies: await cookies() });

/** The session of who deleted their workspace by a server action: a new one. */
export const nextSession = async (): Promise<NewSession> =>
  freshSession({ headers: await headers(), cookies: await cookies() });
