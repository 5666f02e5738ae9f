import { hooked } from "#components/page-hooks.ts";

/** The items as they stand on the page. The page is asked, so that a thousand items need not be drawn anew for one that is chosen. */
const itemsOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(hooked("item"))];

export const itemOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(hooked("item")) : null;

export const boxOf = (item: Element): HTMLInputElement => item.querySelector<HTMLInputElement>(":scope > input")!;

export const idOf = (item: Element): string => boxOf(item).value;

/** Shows on the page what is chosen, and hides what is about to be deleted. */
export function showOnPage(chosen: { has(id: string): boolean }, leaving: { has(id: string): boolean }): void {
  for (const item of itemsOnPage()) {
    const box = boxOf(item);
    box.checked = chosen.has(box.value);
    item.hidden = leaving.has(box.value);
  }
}

/** The items from one to another, both included, in the order of the page; the second alone where the first is not there. */
export function between(first: string | null, last: HTMLElement): HTMLElement[] {
  const items = itemsOnPage().filter((item) => !item.hidden);
  const from = items.findIndex((item) => idOf(item) === first);
  const to = items.indexOf(last);
  return from < 0 ? [last] : items.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** The item that an arrow leads to, by where the items stand; null at the edge of the sheet. */
export function neighbour(item: HTMLElement, key: string): HTMLElement | null {
  const items = itemsOnPage().filter((one) => !one.hidden);
  const at = items.indexOf(item);
  if (key === "ArrowLeft") return items[at - 1] ?? null;
  if (key === "ArrowRight") return items[at + 1] ?? null;
  const on = key === "ArrowDown" ? items.slice(at + 1) : items.slice(0, at).reverse();
  const here = item.getBoundingClientRect();
  const middle = here.left + here.width / 2;
  let row: number | null = null;
  let best: { item: HTMLElement; distance: number } | null = null;
  for (const one of on) {
    const { top, left, width } = one.getBoundingClientRect();
    if (Math.abs(top - here.top) < 1) continue;
    row ??= top;
    if (Math.abs(top - row) >= 1) break; // the next row but one
    const distance = Math.abs(left + width / 2 - middle);
    if (best === null || distance < best.distance) best = { item: one, distance };
  }
  return best?.item ?? null;
}
