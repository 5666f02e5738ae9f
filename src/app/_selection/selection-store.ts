/** What is chosen on the sheet, by id. Lives as long as the page does, through moves from page to page. */
export interface Chosen {
  id: string;
  name: string;
  bytes: number;
  /** px; null while not known */
  width: number | null;
  height: number | null;
}

let chosen: ReadonlyMap<string, Chosen> = new Map();
/** where a range begins: the picture that was chosen last by hand */
let anchor: string | null = null;
const listeners = new Set<() => void>();

export const snapshot = (): ReadonlyMap<string, Chosen> => chosen;
export const rangeStart = (): string | null => anchor;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Chooses pictures, or leaves them. @param from where the next range begins; as it was where nothing is said */
export function choose(pictures: readonly Chosen[], wanted: boolean, from: string | null = anchor): void {
  anchor = from;
  const next = new Map(chosen);
  for (const picture of pictures) {
    if (wanted) next.set(picture.id, picture);
    else next.delete(picture.id);
  }
  replace(next);
}

export function clear(): void {
  anchor = null;
  replace(new Map());
}

/** Leaves those that are on the sheet no more. */
export function keepOnly(ids: ReadonlySet<string>): void {
  if ([...chosen.keys()].some((id) => !ids.has(id))) replace(new Map([...chosen].filter(([id]) => ids.has(id))));
}

function replace(next: ReadonlyMap<string, Chosen>): void {
  chosen = next;
  for (const listener of listeners) listener();
}
