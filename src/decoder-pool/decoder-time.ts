import { AppError } from "#errors.ts";

const HOUR_MS = 3_600_000;
/** Workspaces that are remembered; of more, those go first that used theirs longest ago. */
const MOST = 10_000;

export interface DecoderTime {
  /** Throws `too_many_requests` where the workspace has used what it has. */
  check(workspace: string): void;
  /** Takes from what the workspace has; it may owe some of it. */
  charge(workspace: string, ms: number): void;
}

/**
 * Decoder time by workspace: a token bucket that holds an hour's allowance and fills as fast.
 *
 * @param perHourMs what a workspace has in an hour, ms; Infinity: no bound
 * @param now a monotonic clock, ms
 */
export function createDecoderTime(perHourMs: number, now: () => number = () => performance.now()): DecoderTime {
  const used = new Map<string, { ms: number; at: number }>();

  /** What a workspace has used and not got back, ms. */
  function usedBy(workspace: string): number {
    const one = used.get(workspace);
    return one ? Math.max(0, one.ms - ((now() - one.at) * perHourMs) / HOUR_MS) : 0;
  }

  return {
    check(workspace) {
      const owed = usedBy(workspace) - perHourMs;
      if (owed < 0 || !Number.isFinite(perHourMs)) return;
      const retryAfter = 1 + Math.ceil(((owed / perHourMs) * HOUR_MS) / 1000);
      const detail = "This workspace has had its share of an hour's decoding. Wait a little, then go on.";
      throw new AppError("too_many_requests", detail, { retryAfter });
    },
    charge(workspace, ms) {
      if (!Number.isFinite(perHourMs)) return;
      const sum = usedBy(workspace) + ms;
      used.delete(workspace);
      used.set(workspace, { ms: sum, at: now() });
      if (used.size <= MOST) return;
      for (const each of used.keys()) if (usedBy(each) === 0) used.delete(each);
      const [oldest] = used.keys();
      if (used.size > MOST && oldest !== undefined) used.delete(oldest);
    },
  };
}
