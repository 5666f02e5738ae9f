/**
 * When items go by themselves, s since 1970. The sweeper is there long before: this stands behind it, so it comes
 * some hours later, when nobody is told any more that something was here (410).
 */
const HOURS_AFTER = 6;
/**
 * The count of a workspace outlives every image that it counts, even where DynamoDB is late with those (two days
 * at most): else their removal would be taken off a new count. It says nothing about anybody.
 */
const HOURS_AFTER_COUNT = 72;

const secondsAfter = (ms: number, hours: number): number => Math.ceil(ms / 1000) + hours * 3600;

/** @param endsAt ms since 1970, the end of the item's use */
export const ttlAfter = (endsAt: number): number => secondsAfter(endsAt, HOURS_AFTER);
/** @param endsAt ms since 1970, when the last image that is counted now expires */
export const ttlOfCount = (endsAt: number): number => secondsAfter(endsAt, HOURS_AFTER_COUNT);
