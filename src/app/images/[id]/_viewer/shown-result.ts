/** The result that the viewer shows beside the picture, set by the converter: one for the page. */
export interface ShownResult {
  /** an address of this page's own (`blob:`), which stays good until another one is shown */
  src: string;
  /** the picture cut and turned the same way; null: the picture itself has the result's shape */
  before: string | null;
}

let shown: ShownResult | null = null;
const listeners = new Set<() => void>();

export const shownResult = (): ShownResult | null => shown;

export function showResult(result: ShownResult | null): void {
  shown = result;
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function subscribeResult(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
