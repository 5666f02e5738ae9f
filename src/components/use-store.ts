"use client";

import { useSyncExternalStore } from "react";
import type { Store } from "./store.ts";

/**
 * What a store holds now; the component is drawn again when it changes.
 * @param select the part that is shown, which is compared: the same one while nothing changed
 */
export function useStore<T>(store: Store<T>): T;
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part;
export function useStore<T>(store: Store<T>, select: (value: T) => unknown = (value) => value): unknown {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.initial),
  );
}
