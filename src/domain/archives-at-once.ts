import { AppError } from "#errors.ts";

/** So many archives of one workspace are packed at once: each holds a connection, and a decoder now and then. */
const MOST = 4;

const packing = new Map<string, number>();

/** Counts an archive in. Throws `too_many_requests` where the workspace has its share; returns what counts it out, once. */
export function enterArchive(workspace: string): () => void {
  const before = packing.get(workspace) ?? 0;
  if (before >= MOST) {
    const detail = `${MOST} archives of this workspace are being packed already. Wait for one of them to end.`;
    throw new AppError("too_many_requests", detail, { retryAfter: 10 });
  }
  packing.set(workspace, before + 1);
  let isIn = true;
  return () => {
    if (!isIn) return;
    isIn = false;
    const left = (packing.get(workspace) ?? 1) - 1;
    if (left > 0) packing.set(workspace, left);
    else packing.delete(workspace);
  };
}
