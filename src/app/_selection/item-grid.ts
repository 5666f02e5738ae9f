/** The frames as they stand on the page. The page is asked, so that a thousand frames need not be drawn anew for one that is chosen. */
const framesOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".frame:has(> input)")];

export const frameOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(".frame:has(> input)") : null;

export const boxOf = (frame: Element): HTMLInputElement => frame.querySelector<HTMLInputElement>(":scope > input")!;

export const idOf = (frame: Element): string => boxOf(frame).value;

/** Shows on the page what is chosen, and hides what is about to be deleted. */
export function showOnPage(chosen: { has(id: string): boolean }, leaving: { has(id: string): boolean }): void {
  for (const frame of framesOnPage()) {
    const box = boxOf(frame);
    box.checked = chosen.has(box.value);
    frame.hidden = leaving.has(box.value);
  }
}

/** The frames from one to another, both included, in the order of the page; the second alone where the first is not there. */
export function between(first: string | null, last: HTMLElement): HTMLElement[] {
  const frames = framesOnPage().filter((frame) => !frame.hidden);
  const from = frames.findIndex((frame) => idOf(frame) === first);
  const to = frames.indexOf(last);
  return from < 0 ? [last] : frames.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** The frame that an arrow leads to, by where the frames stand; null at the edge of the sheet. */
export function neighbour(frame: HTMLElement, key: string): HTMLElement | null {
  const frames = framesOnPage().filter((one) => !one.hidden);
  const at = frames.indexOf(frame);
  if (key === "ArrowLeft") return frames[at - 1] ?? null;
  if (key === "ArrowRight") return frames[at + 1] ?? null;
  const on = key === "ArrowDown" ? frames.slice(at + 1) : frames.slice(0, at).reverse();
  const here = frame.getBoundingClientRect();
  const middle = here.left + here.width / 2;
  let row: number | null = null;
  let best: { frame: HTMLElement; distance: number } | null = null;
  for (const one of on) {
    const { top, left, width } = one.getBoundingClientRect();
    if (Math.abs(top - here.top) < 1) continue;
    row ??= top;
    if (Math.abs(top - row) >= 1) break; // the next row but one
    const distance = Math.abs(left + width / 2 - middle);
    if (best === null || distance < best.distance) best = { frame: one, distance };
  }
  return best?.frame ?? null;
}
