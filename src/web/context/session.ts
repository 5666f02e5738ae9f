import { createHash, randomBytes } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import type { WebServices } from "./services.ts";

/** By https: a browser takes this name from this very host alone, with Secure and Path=/ (RFC 6265bis §4.1.3.2). */
const HOST_COOKIE = "__Host-workspace";
/** By http, where no browser takes the other one. */
const PLAIN_COOKIE = "workspace";

/** The cookie outlives its pictures a little, so that whoever comes late is told what happened. */
const GRACE_MS = 60 * 60_000;

interface Session {
  /** 128 random bits, hex: known to the cookie alone */
  id: string;
  /** true where it was sealed for `__Host-workspace`: it is good under no other name, which a neighbouring host could set */
  host?: boolean;
}

/** The visitor's cookie as it came. */
export interface SealedCookie {
  name: string;
  value: string;
}

/**
 * The one that says whose the request is: `__Host-workspace`, else `workspace`, which by https was sealed before an
 * update or by http.
 * @param cookieValue a cookie's value by its name
 */
export function workspaceCookie(cookieValue: (name: string) => string | undefined): SealedCookie | undefined {
  for (const name of [HOST_COOKIE, PLAIN_COOKIE]) {
    const value = cookieValue(name);
    if (value) return { name, value };
  }
  return undefined;
}

/**
 * The hash of the workspace that a cookie seals, or null for none, a forged or an old one. Keys, records and
 * addresses carry this hash; the id itself never leaves the cookie.
 */
export async function readWorkspace(services: WebServices, cookie: SealedCookie | undefined): Promise<string | null> {
  if (!cookie) return null;
  const known = openedWith(services);
  const spelled = `${cookie.name}=${cookie.value}`;
  const before = known.get(spelled);
  if (before) return before;
  const id = await readId(services, cookie);
  if (!id) return null;
  const workspace = workspaceHash(id);
  if (spelled.length > MAX_KEPT) return workspace; // ours are shorter: one cookie can be spelled in many longer ways
  const [oldest] = known.size >= MAX_OPENED ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
  known.set(spelled, workspace);
  return workspace;
}

/** Cookies that were opened before: unsealing derives keys, which costs more than all else that a thumbnail needs. */
const opened = new WeakMap<readonly string[], Map<string, string>>();
const MAX_OPENED = 10_000;
const MAX_KEPT = 400;

/** By the keys that open them, so that a cookie is no good under others. */
function openedWith({ sessionSecrets }: WebServices): Map<string, string> {
  const known = opened.get(sessionSecrets) ?? new Map<string, string>();
  opened.set(sessionSecrets, known);
  return known;
}

async function readId({ sessionSecrets }: WebServices, { name, value }: SealedCookie): Promise<string | null> {
  // One at a time: iron-session numbers its passwords, and a number says nothing once a key was rotated.
  for (const password of sessionSecrets) {
    const session = await unsealData<Partial<Session>>(value, { password, ttl: 0 }).catch(() => null);
    if (!session?.id || !/^[0-9a-f]{32}$/.test(session.id)) continue;
    return session.host && name !== HOST_COOKIE ? null : session.id;
  }
  return null;
}

const workspaceHash = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 32);

export interface NewSession {
  workspace: string;
  cookie: SealedCookie & { httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean; maxAge: number };
}

/**
 * A new workspace, or with `cookie` the same one with its time begun anew and sealed by the newest key.
 * @param options.secure whether the visitor came by https
 */
export async function sealWorkspace(
  services: WebServices,
  options: { cookie?: SealedCookie | undefined; secure: boolean },
): Promise<NewSession> {
  const { cookie: given, secure } = options;
  const id = (given && (await readId(services, given))) ?? randomBytes(16).toString("hex");
  const maxAge = Math.ceil((services.limits.retentionMs + GRACE_MS) / 1000);
  const [password = ""] = services.sessionSecrets;
  const value = await sealData({ id, ...(secure && { host: true }) } satisfies Session, { password, ttl: 0 });
  const name = secure ? HOST_COOKIE : PLAIN_COOKIE;
  return {
    workspace: workspaceHash(id),
    cookie: { name, value, httpOnly: true, sameSite: "lax", path: "/", secure, maxAge },
  };
}
