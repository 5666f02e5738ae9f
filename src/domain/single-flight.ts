import { abandoned, type ErrorCode, isAppError } from "#errors.ts";

/** Work in hand that several may wait for. */
interface Flight {
  promise: Promise<void>;
  waiters: number;
  /** aborted when the last of them has left */
  stop: AbortController;
}

const inFlight = new Map<string, Flight>();

/** How somebody is sent away for whom there was no place; the patient have one always. */
const SENT_AWAY: readonly ErrorCode[] = ["busy", "too_many_requests"];

export interface FlightOptions {
  /** does not share the end of somebody who was sent away, and runs it for all patient ones instead */
  patient?: boolean;
  /** aborted when this one waits no more */
  signal?: AbortSignal;
}

/**
 * Runs work once for all who ask for the same key while it runs; they share its end, good or bad. Who leaves before the
 * end is told so at once, and when all have left the work is given up.
 *
 * @param work gets the signal that says that nobody waits for it any more
 */
export async function singleFlight(
  key: string,
  { patient = false, signal }: FlightOptions,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await joined(key, signal, work);
  } catch (error) {
    if (!patient || signal?.aborted || !isAppError(error) || !SENT_AWAY.includes(error.code)) throw error;
    await joined(`${key} patiently`, signal, work);
  }
}

async function joined(
  key: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (signal?.aborted) throw abandoned(signal);
  const flight = inFlight.get(key) ?? begin(key, work);
  flight.waiters++;
  if (!signal) return flight.promise;
  const left = Promise.withResolvers<never>();
  const leave = () => {
    left.reject(abandoned(signal));
    if (--flight.waiters > 0) return;
    land(key, flight); // who asks from now on begins anew
    flight.stop.abort(signal.reason);
  };
  signal.addEventListener("abort", leave, { once: true });
  try {
    await Promise.race([flight.promise, left.promise]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function begin(key: string, work: (signal: AbortSignal) => Promise<void>): Flight {
  const stop = new AbortController();
  const flight: Flight = { promise: work(stop.signal), waiters: 0, stop };
  inFlight.set(key, flight);
  flight.promise = flight.promise.finally(() => land(key, flight));
  flight.promise.catch(() => {}); // whoever waits for it hears of it; perhaps nobody does
  return flight;
}

function land(key: string, flight: Flight): void {
  if (inFlight.get(key) === flight) inFlight.delete(key);
}
