import { between, boxOf, idOf, itemOf, neighbour } from "./item-grid.ts";
import { isSelectAll } from "./select-all-key.ts";
import { type Chosen, choose, chosenPictures, clear, rangeStart } from "./selection-store.ts";

/** What the page knows of its pictures, and how to choose the whole sheet. */
export interface SheetKnown {
  find(id: string): Chosen | undefined;
  chooseAll(): void;
}

/** A finger that rests this long chooses, in ms, where it moves less than that, in px. */
const LONG_PRESS = 450;
const MAX_MOVE = 10;

/** Chooses by click, key and finger. Returns what ends it. @param first what woke the program, to be taken up */
export function chooseOnPage(known: () => SheetKnown, first: Event | null): () => void {
  const ending = new AbortController();
  let press: ReturnType<typeof setTimeout> | null = null;
  let pressed: { x: number; y: number } | null = null;
  /** a click that only ends a long press */
  let spent = false;
  let byTouch = false;

  const take = (items: HTMLElement[], wanted: boolean, from?: string | null) =>
    choose(
      items.flatMap((item) => known().find(idOf(item)) ?? []),
      wanted,
      from,
    );
  const toggle = (item: HTMLElement) => take([item], !chosenPictures.get().has(idOf(item)), idOf(item));

  const click = (event: MouseEvent) => {
    const item = itemOf(event.target);
    if (!item) return;
    const box = boxOf(item);
    if (event.target === box) {
      if (event.shiftKey) take(between(rangeStart(), item), box.checked);
      else take([item], box.checked, box.value);
    } else if (spent || (byTouch && chosenPictures.get().size > 0 && (event.target as Element).closest("a"))) {
      event.preventDefault();
      if (!spent) toggle(item);
    }
    spent = false;
  };

  const key = (event: KeyboardEvent) => {
    if (event.defaultPrevented && event !== first) return;
    if (isSelectAll(event)) {
      event.preventDefault();
      known().chooseAll();
    } else if (
      event.key === "Escape" &&
      chosenPictures.get().size > 0 &&
      !document.querySelector("dialog[open], :popover-open") &&
      !(event.target instanceof HTMLSelectElement) // it closes its own list
    ) {
      clear();
    } else if (event.key.startsWith("Arrow") && !event.altKey && !event.ctrlKey && !event.metaKey) move(event);
  };

  const move = (event: KeyboardEvent) => {
    const item = itemOf(event.target);
    const next = item && neighbour(item, event.key);
    if (!item || !next) return;
    event.preventDefault();
    const onBox = event.target === boxOf(item);
    (onBox ? boxOf(next) : next.querySelector<HTMLElement>(":scope > a"))?.focus();
    next.scrollIntoView({ block: "nearest" });
    if (event.shiftKey) take(between(rangeStart() ?? idOf(item), next), true, rangeStart() ?? idOf(item));
  };

  const down = (event: PointerEvent) => {
    release();
    spent = false;
    byTouch = event.pointerType === "touch";
    const item = itemOf(event.target);
    if (!byTouch || !item || !event.isPrimary || event.target === boxOf(item)) return;
    pressed = { x: event.clientX, y: event.clientY };
    press = setTimeout(() => {
      spent = true;
      toggle(item);
    }, LONG_PRESS);
  };
  const release = () => {
    if (press !== null) clearTimeout(press);
    press = null;
    pressed = null;
  };
  const drift = ({ clientX, clientY }: PointerEvent) => {
    if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > MAX_MOVE) release();
  };
  /** The menu that a long press opens by itself. */
  const menu = (event: Event) => {
    if (byTouch && itemOf(event.target)) event.preventDefault();
  };

  const options = { signal: ending.signal, capture: true }; // before a link is followed
  document.addEventListener("click", click, options);
  document.addEventListener("keydown", key, options);
  document.addEventListener("pointerdown", down, options);
  document.addEventListener("pointermove", drift, options);
  document.addEventListener("contextmenu", menu, options);
  for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, release, options);
  if (first instanceof KeyboardEvent) key(first);
  if (first instanceof PointerEvent) down(first);
  return () => {
    release();
    ending.abort();
  };
}
