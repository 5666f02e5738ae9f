import { workspaceShare } from "#infra/sizes.ts";

/** Visitors who send many pictures that take long, all at once. */
export interface Crowd {
  visitors: number;
  pictures: number;
  /** s to open one of them */
  seconds: number;
}

export interface Fairness {
  /** images of one workspace in work at once */
  share: number;
  /** s that another visitor's picture waits, sent right after them: with a share, and if there was none */
  wait: number;
  waitWithout: number;
  /** functions that put messages back: at first, and when they have waited for a minute */
  puttingBackAtFirst: number;
  puttingBackLater: number;
  /** s until the last of their own pictures is open */
  ownSeconds: number;
}

/** s to find that a workspace has its share and to send the message anew: a refused write, a read, a send. A guess. */
const PUT_BACK_SECONDS = 0.05;
/** As src/domain/in-turn.ts puts a picture off: the least, and the most. */
const DELAY_SECONDS = { first: 5, last: 30 };

/**
 * What a crowd does to everybody else. Without a share all functions open its pictures first; with one, the messages beyond it
 * are put back one by one, by the functions that the crowd may not have. Infinite where the shares of the crowd are all of them.
 */
export function fairness(functions: number, { visitors, pictures, seconds }: Crowd): Fairness {
  const share = workspaceShare(functions);
  const left = Math.max(0, functions - visitors * share);
  const beyond = visitors * Math.max(0, pictures - share);
  return {
    share,
    wait: beyond === 0 ? 0 : (beyond * PUT_BACK_SECONDS) / left,
    waitWithout: (visitors * pictures * seconds) / functions,
    puttingBackAtFirst: (beyond * PUT_BACK_SECONDS) / DELAY_SECONDS.first,
    puttingBackLater: (beyond * PUT_BACK_SECONDS) / DELAY_SECONDS.last,
    ownSeconds: (pictures * seconds) / share,
  };
}
