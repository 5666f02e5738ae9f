import { hooked } from "#components/page-hooks.ts";

/** px */
const FAR = 60;
/** The way across is at least so many times the way up or down. */
const FLAT = 2;

/** A field, and what says so of itself: a list that scrolls sideways, the divider of the viewer. */
const OWN_DRAGS = `input, select, ${hooked("own-pointer")}`;

type Direction = "left" | "right";

/**
 * One finger, mostly sideways, over the element. Not where something in it scrolls or is dragged by itself
 * (`OWN_DRAGS`), and not while what is in it is enlarged (`zoomed`): then a finger moves the picture.
 */
export function watchSwipes(element: HTMLElement, onSwipe: (direction: Direction) => void, signal: AbortSignal): void {
  const fingers = new Set<number>();
  let start: { x: number; y: number } | null = null;

  const down = (event: PointerEvent) => {
    if (event.pointerType !== "touch") return;
    if (event.isPrimary) fingers.clear(); // one that ended elsewhere is not waited for
    fingers.add(event.pointerId);
    const busy = event.target instanceof Element && event.target.closest(OWN_DRAGS);
    const enlarged = element.matches(hooked("zoomed")) || element.querySelector(hooked("zoomed"));
    const zoomed = (window.visualViewport?.scale ?? 1) > 1.01; // the page itself: a finger moves that
    start = fingers.size === 1 && !busy && !enlarged && !zoomed ? { x: event.clientX, y: event.clientY } : null;
  };
  const up = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (event.pointerType !== "touch" || !start) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    start = null;
    if (Math.abs(x) > FAR && Math.abs(x) > FLAT * Math.abs(y)) onSwipe(x < 0 ? "left" : "right");
  };
  const cancel = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    start = null; // the browser scrolls
  };
  element.addEventListener("pointerdown", down, { signal });
  // A finger may end outside; once captured by the browser it still tells the element it began on.
  element.addEventListener("pointerup", up, { signal });
  element.addEventListener("pointercancel", cancel, { signal });
}
