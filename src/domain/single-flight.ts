import { isAppError } from "#errors.ts";

const inFlight = new Map<string, Promise<void>>();

/**
 * Runs work once for all who ask for the same key while it runs; they share its end, good or bad. But who is `patient`
 * does not share the end of somebody who was sent away with `busy`, and runs it for all patient ones instead.
 */
export async function singleFlight(key: string, patient: boolean, work: () => Promise<void>): Promise<void> {
  try {
    await joined(key, work);
  } catch (error) {
    if (!patient || !isAppError(error) || error.code !== "busy") throw error;
    await joined(`${key} patiently`, work);
  }
}

function joined(key: string, work: () => Promise<void>): Promise<void> {
  const running = inFlight.get(key);
  if (running) return running;
  const promise = work().finally(() => inFlight.delete(key));
  inFlight.set(key, promise);
  return promise;
}
