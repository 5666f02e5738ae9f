import { hooked } from "#components/page-hooks.ts";

/**
 * Goes back to the sheet where it was, scrolled as it was, if the tab came from it: over every picture seen since.
 * False where it did not, was sorted otherwise, or the browser cannot tell (Navigation API, HTML §7.2.6).
 * @param onBack once it is shown, as it was when it was left
 */
export function backToSheet(sheet: string, onBack: () => void): boolean {
  const history = "navigation" in window ? window.navigation : null;
  if (!history?.currentEntry) return false;
  const wanted = new URL(sheet, location.href);
  const earlier = history.entries().slice(0, history.currentEntry.index);
  const entry = earlier.findLast(({ url }) => url !== null && isSheet(new URL(url), wanted));
  if (!entry) return false;
  // Somebody who goes elsewhere meanwhile is no fault.
  const left = entry.getState()?.y; // see SoftLinks
  const arrived = () => {
    if (typeof left === "number") scrollOnceShown(left, WAIT);
    onBack();
  };
  history.traverseTo(entry.key).finished?.then(arrived, () => {});
  return true;
}

/** The sheet may take so many frames to be there, and is whole in the last few of them. */
const WAIT = 120;
const SETTLE = 3;

function scrollOnceShown(y: number, frames: number): void {
  if (frames === 0) return;
  const shown = document.querySelector(hooked("picture")) === null;
  if (shown) scrollTo(0, y);
  requestAnimationFrame(() => scrollOnceShown(y, shown ? Math.min(frames - 1, SETTLE) : frames - 1));
}

function isSheet(url: URL, { pathname, searchParams }: URL): boolean {
  const same = (name: string) => url.searchParams.get(name) === searchParams.get(name);
  return url.pathname === pathname && same("sort") && same("only");
}
