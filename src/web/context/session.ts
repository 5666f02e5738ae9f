import { createHash, randomBytes } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import type { WebServices } from "./services.ts";

export const COOKIE = "workspace";
/** The cookie outlives its pictures a little, so that whoever comes late is told what happened. */
const GRACE_MS = 60 * 60_000;

interface Session {
  /** 128 random bits, hex: known to the cookie alone */
  id: string;
}

/**
 * The hash of the workspace that a cookie seals, or null for none, a forged or an old one. Keys, records and
 * addresses carry this hash; the id itself never leaves the cookie.
 */
export async function readWorkspace(services: WebServices, cookie: string | undefined): Promise<string | null> {
  const known = openedWith(services);
  const before = cookie && known.get(cookie);
  if (before) return before;
  const id = await readId(services, cookie);
  if (!id || !cookie) return null;
  const workspace = workspaceHash(id);
  if (cookie.length > MAX_KEPT) return workspace; // ours are shorter: one cookie can be spelled in many longer ways
  const [oldest] = known.size >= MAX_OPENED ? known.keys() : [];
  if (oldest !== undefined) known.delete(oldest);
  known.set(cookie, workspace);
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

async function readId({ sessionSecrets }: WebServices, cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  // One at a time: iron-session numbers its passwords, and a number says nothing once a key was rotated.
  for (const password of sessionSecrets) {
    const session = await unsealData<Partial<Session>>(cookie, { password, ttl: 0 }).catch(() => null);
    if (session?.id && /^[0-9a-f]{32}$/.test(session.id)) return session.id;
  }
  return null;
}

const workspaceHash = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 32);

export interface NewSession {
  workspace: string;
  cookie: { name: string; value: string; httpOnly: true; sameSite: "lax"; path: "/"; secure: boolean; maxAge: number };
}

/** A new workspace, or with `cookie` the same one with its time begun anew and sealed by the newest key. */
export async function sealWorkspace(
  services: WebServices,
  options: { cookie: string | undefined; secure: boolean },
): Promise<NewSession> {
  const id = (await readId(services, options.cookie)) ?? randomBytes(16).toString("hex");
  const maxAge = Math.ceil((services.limits.retentionMs + GRACE_MS) / 1000);
  const [password = ""] = services.sessionSecrets;
  const value = await sealData({ id } satisfies Session, { password, ttl: 0 });
  const cookie = {
    name: COOKIE,
    value,
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure: options.secure,
    maxAge,
  } as const;
  return { workspace: workspaceHash(id), cookie };
}
