import { AppError } from "#errors.ts";

/** No address is good for longer, s: whoever gets hold of one sees that picture. */
const LONGEST = 3600;
/** For so long the address of an object stays the same, ms. */
const STEP_MS = 5 * 60_000;
/** Where less is left of an image, ms, each second has its own address: a step would be too much of it. */
const SHORT_MS = 4 * STEP_MS;

export interface AddressTimes {
  /** in whole seconds, which is all that a signature knows */
  signingDate: Date;
  /** s from then on */
  expiresIn: number;
  /** s that a browser may keep what it got, whenever it got it */
  maxAge: number;
}

/**
 * When an address begins and ends (decision 0008): begun with the last full five minutes, but not before `since`, the
 * moment from which its credentials are known. Who fetches it in its last second, and keeps that for `maxAge`, still
 * keeps nothing past `endsAt`: near the end half of what is left is for fetching, half for keeping. All in ms since
 * 1970, `maxAge` in s. Throws `expired` where no whole second is left.
 */
export function addressTimes(
  now: number,
  { since, endsAt, maxAge }: { since: number; endsAt: number; maxAge: number },
): AddressTimes {
  const stepped = endsAt - now < SHORT_MS ? now : Math.max(floor(now, STEP_MS), Math.min(since, now));
  const begins = floor(stepped, 1000);
  const left = Math.floor((endsAt - begins) / 1000);
  if (left < 1 || endsAt <= now) {
    throw new AppError("expired", "This picture's time is over: there is no address for it any more.");
  }
  const kept = Math.min(maxAge, Math.floor(left / 2));
  return { signingDate: new Date(begins), expiresIn: Math.min(LONGEST, left - kept), maxAge: kept };
}

const floor = (ms: number, step: number): number => Math.floor(ms / step) * step;
