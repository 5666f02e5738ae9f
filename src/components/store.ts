/** A value of the page, and who is told when it changes. Lives as long as its module does; `useStore` reads it. */
export interface Store<T> {
  /** what is shown of it before the page's script runs */
  initial: T;
  /** the value now: the same one while nothing changed */
  get(): T;
  /** @param listener is told of each change. Returns what ends that. */
  subscribe(listener: () => void): () => void;
}

export interface OwnStore<T> extends Store<T> {
  /** Tells the listeners, whatever was there before. */
  set(next: T): void;
  /** Tells the listeners of a value that is kept elsewhere. */
  tell(): void;
}

interface StoreOptions<T> {
  /** ms: the listeners are told at most so often, so long after the first change; 0: at once */
  pause?: number;
  /** Reads a value that is kept elsewhere, in an attribute or in the browser's storage; else the store keeps it. */
  read?: () => T;
  /** Runs for each listener that comes. Returns what runs as it goes. */
  watch?: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T, { pause = 0, read, watch }: StoreOptions<T> = {}): OwnStore<T> {
  let value = initial;
  let waiting = false;
  const listeners = new Set<() => void>();

  const tellNow = () => {
    waiting = false;
    for (const listener of listeners) listener();
  };
  const tell = () => {
    if (pause === 0) return tellNow();
    if (waiting) return;
    waiting = true;
    setTimeout(tellNow, pause);
  };
  return {
    initial,
    get: read ?? (() => value),
    set(next) {
      value = next;
      tell();
    },
    tell,
    subscribe(listener) {
      listeners.add(listener);
      const stop = watch?.(listener);
      return () => {
        listeners.delete(listener);
        stop?.();
      };
    },
  };
}
