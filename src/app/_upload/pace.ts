/** Over how long the speed is smoothed, ms. */
const SMOOTH = 4000;
/** Before that a guess would jump about. */
const FIRST_GUESS = 1500;

/** How fast bytes go out, smoothed (an exponential average by time), for saying how long the rest will take. */
export function createPace() {
  let last: { at: number; sent: number } | null = null;
  let watched = 0;
  let speed = 0; // bytes a ms

  return {
    /** @param sent bytes so far, of all files @param at ms, on any clock */
    note(sent: number, at: number): void {
      const before = last;
      if (before && at <= before.at) return;
      last = { at, sent };
      if (!before || sent < before.sent) return; // begun anew: one was cancelled, or starts again
      const ms = at - before.at;
      const share = watched === 0 ? 1 : 1 - Math.exp(-ms / SMOOTH);
      speed += ((sent - before.sent) / ms - speed) * share;
      watched += ms;
    },
    /** ms that so many bytes will take; null where that cannot be said yet. */
    timeFor: (bytes: number): number | null => (watched < FIRST_GUESS || speed <= 0 ? null : bytes / speed),
    forget(): void {
      last = null;
      watched = 0;
      speed = 0;
    },
  };
}
