/** How many pictures of one workspace all workers together have in work: it must not take them all. */
export interface WorkShares {
  /**
   * A place among those of the workspace, as a function that gives it back; null where all are taken. The place of a worker
   * that died ends by itself.
   *
   * @example
   * const giveBack = await shares.take(workspace);
   * if (giveBack) await work().finally(giveBack);
   */
  take(workspace: string): Promise<(() => Promise<void>) | null>;
}
