/** Takes what an adapter could not finish and what heals by itself: a line in the log, and no failure. */
export interface Warnings {
  warn(fields: object, message: string): void;
}
