import { AppError } from "#errors.ts";

export interface Waiting {
  workspace: string;
  /** false for one that no bound sends away */
  bounded: boolean;
}

export interface FairQueue<T extends Waiting> {
  /**
   * Puts one at the end of its workspace's lane. Returns whom it pushed out for that, where the queue was full: the last
   * of the longest lane, so that a flood shuts nobody else out (RFC 8290 §4.1 drops from the fattest queue). Throws
   * `too_many_requests` where the workspace has its bound waiting, `busy` where all together have theirs.
   */
  add(one: T): T | null;
  /**
   * Takes the next one: of the workspaces that may, from that with the least in work, and of equals from that whose turn
   * was longest ago.
   */
  take(may: (workspace: string) => boolean, inWork: (workspace: string) => number): T | null;
  /** Puts one that was taken back to the head of its lane. */
  putBack(one: T): void;
  remove(one: T): void;
  all(): T[];
}

/**
 * Waits by workspace, in turn.
 *
 * @param most that may wait in all, without those that no bound sends away
 */
export function createFairQueue<T extends Waiting>(most: number): FairQueue<T> {
  /** A single flood may fill half of the queue. */
  const mostOfOne = Math.max(1, Math.ceil(most / 2));
  /** in the order of their turns */
  const lanes = new Map<string, T[]>();
  const laneOf = (workspace: string): T[] => lanes.get(workspace) ?? [];
  const boundedOf = (lane: readonly T[]): T[] => lane.filter(({ bounded }) => bounded);

  function remove(one: T): void {
    const rest = laneOf(one.workspace).filter((each) => each !== one);
    if (rest.length > 0) lanes.set(one.workspace, rest);
    else lanes.delete(one.workspace);
  }

  /** Throws where there is no room for it; else whom it takes the room from. */
  function makeRoom({ workspace }: T): T | null {
    const own = boundedOf(laneOf(workspace)).length;
    if (own >= mostOfOne) throw tooManyWaiting();
    const counted = [...lanes.values()].map(boundedOf);
    if (counted.reduce((sum, lane) => sum + lane.length, 0) < most) return null;
    const longest = counted.reduce((long, lane) => (lane.length > long.length ? lane : long), []);
    const last = longest.at(-1);
    if (!last || longest.length <= own + 1) throw queueFull();
    remove(last);
    return last;
  }

  return {
    add(one) {
      const pushedOut = one.bounded ? makeRoom(one) : null;
      lanes.set(one.workspace, [...laneOf(one.workspace), one]);
      return pushedOut;
    },
    take(may, inWork) {
      const [workspace] = [...lanes.keys()].filter(may).sort((a, b) => inWork(a) - inWork(b));
      const [one, ...rest] = workspace === undefined ? [] : laneOf(workspace);
      if (!one) return null;
      lanes.delete(one.workspace);
      if (rest.length > 0) lanes.set(one.workspace, rest); // behind all others
      return one;
    },
    putBack(one) {
      lanes.set(one.workspace, [one, ...laneOf(one.workspace)]);
    },
    remove,
    all: () => [...lanes.values()].flat(),
  };
}

/** For one visitor alone: who else asks is served. */
export function tooManyWaiting(): AppError {
  const detail = "You asked for many pictures at once: wait for some of them. Try again in a few seconds.";
  return new AppError("too_many_requests", detail, { retryAfter: 2 });
}

export function queueFull(): AppError {
  return new AppError("busy", "Many pictures are being converted. Try again in a few seconds.", { retryAfter: 2 });
}
