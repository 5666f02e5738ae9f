import { createStore, type Store } from "#components/store.ts";

/** A picture that is chosen on the sheet. */
export interface Chosen {
  id: string;
  name: string;
  bytes: number;
  /** px; null while not known */
  width: number | null;
  height: number | null;
}

const chosen = createStore<ReadonlyMap<string, Chosen>>(new Map());
/** where a range begins: the picture that was chosen last by hand */
let anchor: string | null = null;

/** What is chosen on the sheet, by id. Lives as long as the page does, through moves from page to page. */
export const chosenPictures: Store<ReadonlyMap<string, Chosen>> = chosen;

export const rangeStart = (): string | null => anchor;

/** Chooses pictures, or leaves them. @param from where the next range begins; as it was where nothing is said */
export function choose(pictures: readonly Chosen[], wanted: boolean, from: string | null = anchor): void {
  anchor = from;
  const next = new Map(chosen.get());
  for (const picture of pictures) {
    if (wanted) next.set(picture.id, picture);
    else next.delete(picture.id);
  }
  chosen.set(next);
}

export function clear(): void {
  anchor = null;
  chosen.set(new Map());
}

/** Leaves those that are on the sheet no more. */
export function keepOnly(ids: ReadonlySet<string>): void {
  const all = chosen.get();
  if ([...all.keys()].some((id) => !ids.has(id))) chosen.set(new Map([...all].filter(([id]) => ids.has(id))));
}
