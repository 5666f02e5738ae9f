import { countAtOnce } from "#domain/at-once.ts";
import { AppError } from "#errors.ts";
import { tokenBuckets } from "./token-buckets.ts";

/** What one address may do; each 1 or more. */
export interface AddressRates {
  /** requests that are not answered to the end, at once */
  openRequests: number;
  workspacesPerHour: number;
  /** pictures that are announced, or sent by a form */
  uploadsPerHour: number;
}

/** What one address does, counted by this process alone. What is too much throws `too_many_requests`. */
export interface AddressLimits {
  /** One more request is open. Returns what says that it is over. */
  open(address: string): () => void;
  countWorkspace(address: string): void;
  countUploads(address: string, pictures: number): void;
}

/** When to come back with a request that found too many open. */
const OPEN_SECONDS = 1;

export function createAddressLimits(rates: AddressRates): AddressLimits {
  const open = countAtOnce(rates.openRequests);
  const workspaces = tokenBuckets(rates.workspacesPerHour);
  const uploads = tokenBuckets(rates.uploadsPerHour);
  return {
    open(address) {
      const over = open(address);
      if (!over) throw tooMuch("too many requests at once", OPEN_SECONDS);
      return over;
    },
    countWorkspace(address) {
      const seconds = workspaces.take(address);
      if (seconds > 0) throw tooMuch("too many new sheets within an hour", seconds);
    },
    countUploads(address, pictures) {
      const seconds = uploads.take(address, pictures);
      if (seconds > 0) throw tooMuch("too many pictures within an hour", seconds);
    },
  };
}

function tooMuch(what: string, retryAfter: number): AppError {
  return new AppError("too_many_requests", `From your address come ${what}. ${againIn(retryAfter)}`, { retryAfter });
}

function againIn(seconds: number): string {
  if (seconds < 60) return "Try again in a moment.";
  const minutes = Math.ceil(seconds / 60);
  return `Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
}
