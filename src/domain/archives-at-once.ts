import { AppError } from "#errors.ts";
import { countAtOnce } from "./at-once.ts";

/** So many archives of one workspace are packed at once: each holds a connection, and a decoder now and then. */
const MOST = 4;

const enter = countAtOnce(MOST);

/** Counts an archive in. Throws `too_many_requests` where the workspace has its share; returns what counts it out, once. */
export function enterArchive(workspace: string): () => void {
  const leave = enter(workspace);
  if (leave) return leave;
  const detail = `${MOST} archives of this workspace are being packed already. Wait for one of them to end.`;
  throw new AppError("too_many_requests", detail, { retryAfter: 10 });
}
