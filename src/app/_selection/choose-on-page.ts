import { between, boxOf, frameOf, idOf, neighbour } from "./item-grid.ts";
import { isSelectAll } from "./select-all-key.ts";
import { type Chosen, choose, clear, rangeStart, snapshot } from "./selection-store.ts";

/** What the page knows of its pictures, and how to choose the whole sheet. */
export interface SheetKnown {
  find(id: string): Chosen | undefined;
  chooseAll(): void;
}

/** A finger that rests this long chooses, in ms, where it moves less than that, in px. */
const LONG_PRESS = 450;
const MOST_MOVE = 10;

/** Chooses by click, key and finger. Returns what ends it. @param first what woke the program, to be taken up */
export function chooseOnPage(known: () => SheetKnown, first: Event | null): () => void {
  const ending = new AbortController();
  let press: ReturnType<typeof setTimeout> | null = null;
  let pressed: { x: number; y: number } | null = null;
  /** a click that only ends a long press */
  let spent = false;
  let byTouch = false;

  const take = (frames: HTMLElement[], wanted: boolean, from?: string | null) =>
    choose(
      frames.flatMap((frame) => known().find(idOf(frame)) ?? []),
      wanted,
      from,
    );
  const toggle = (frame: HTMLElement) => take([frame], !snapshot().has(idOf(frame)), idOf(frame));

  const click = (event: MouseEvent) => {
    const frame = frameOf(event.target);
    if (!frame) return;
    const box = boxOf(frame);
    if (event.target === box) {
      if (event.shiftKey) take(between(rangeStart(), frame), box.checked);
      else take([frame], box.checked, box.value);
    } else if (spent || (byTouch && snapshot().size > 0 && (event.target as Element).closest("a"))) {
      event.preventDefault();
      if (!spent) toggle(frame);
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
      snapshot().size > 0 &&
      !document.querySelector("dialog[open], :popover-open") &&
      !(event.target instanceof HTMLSelectElement) // it closes its own list
    ) {
      clear();
    } else if (event.key.startsWith("Arrow") && !event.altKey && !event.ctrlKey && !event.metaKey) move(event);
  };

  const move = (event: KeyboardEvent) => {
    const frame = frameOf(event.target);
    const next = frame && neighbour(frame, event.key);
    if (!frame || !next) return;
    event.preventDefault();
    const onBox = event.target === boxOf(frame);
    (onBox ? boxOf(next) : next.querySelector<HTMLElement>(":scope > a"))?.focus();
    next.scrollIntoView({ block: "nearest" });
    if (event.shiftKey) take(between(rangeStart() ?? idOf(frame), next), true, rangeStart() ?? idOf(frame));
  };

  const down = (event: PointerEvent) => {
    release();
    spent = false;
    byTouch = event.pointerType === "touch";
    const frame = frameOf(event.target);
    if (!byTouch || !frame || !event.isPrimary || event.target === boxOf(frame)) return;
    pressed = { x: event.clientX, y: event.clientY };
    press = setTimeout(() => {
      spent = true;
      toggle(frame);
    }, LONG_PRESS);
  };
  const release = () => {
    if (press !== null) clearTimeout(press);
    press = null;
    pressed = null;
  };
  const drift = ({ clientX, clientY }: PointerEvent) => {
    if (pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) > MOST_MOVE) release();
  };
  /** The menu that a long press opens by itself. */
  const menu = (event: Event) => {
    if (byTouch && frameOf(event.target)) event.preventDefault();
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
