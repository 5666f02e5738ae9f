import { createStore, type Store } from "#components/store.ts";

/** A result beside the picture. */
export interface ShownResult {
  /** an address of this page's own (`blob:`), which stays good until another one is shown */
  src: string;
  /** the picture cut and turned the same way; null: the picture itself has the result's shape */
  before: string | null;
}

const shown = createStore<ShownResult | null>(null);

/** What the viewer shows beside the picture: one for the page. */
export const shownResult: Store<ShownResult | null> = shown;

/** For the converter. */
export const showResult = (result: ShownResult | null): void => shown.set(result);
