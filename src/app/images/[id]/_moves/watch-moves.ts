import { hookAttribute, hooked } from "#components/page-hooks.ts";
import { backToSheet } from "./back-to-sheet.ts";
import type { Moves } from "./moves.ts";
import { watchSwipes } from "./watch-swipes.ts";

/** Keys that something else on the page has a use for: a field, a list that scrolls, what marks itself so. */
const OWN_KEYS = `input, select, textarea, [contenteditable], [role=slider], ${hooked("own-keys")}`;
const MOVES = `${hooked("moves")} a`;
const OPEN = ":popover-open, dialog[open]";

/** By the `rel` of the links; told to readers while the keys are listened to. */
const KEYS: Record<string, string> = { prev: "ArrowLeft", next: "ArrowRight" };

interface Router {
  push(address: string): void;
  refresh(): void;
}

/** The link that was followed to come here: it has the focus on the next page too. */
let followed: string | null = null;

/** Goes from picture to picture by arrow keys and swipes, and to the sheet by Escape. Returns what ends it. */
export function watchMoves({ previous, next, sheet, preview }: Moves, router: Router): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let going = false;
  const go = (address: string | null) => {
    if (address === null || going) return;
    going = true; // a key that is held down asks many times
    router.push(address);
  };
  const back = () => backToSheet(sheet, router.refresh);

  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    if (document.querySelector(OPEN)) return;
    if (event.key === "ArrowLeft") go(previous);
    else if (event.key === "ArrowRight") go(next);
    else if (event.key === "Escape" && !going && !back()) go(sheet);
  };
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(`a${hooked("soft")}`) : null;
    followed = link?.rel || null;
    if (link?.hasAttribute(hookAttribute("back")) && back()) event.preventDefault();
  };
  document.addEventListener("keydown", onKey, { signal });
  document.addEventListener("click", onClick, { signal, capture: true }); // before the link is followed

  const field = document.querySelector<HTMLElement>(hooked("swipes"));
  if (field) watchSwipes(field, (direction) => go(direction === "left" ? next : previous), signal);

  const told = [...document.querySelectorAll<HTMLElement>(`${MOVES}, a${hooked("back")}`)];
  for (const link of told) link.setAttribute("aria-keyshortcuts", KEYS[link.getAttribute("rel") ?? ""] ?? "Escape");

  if (followed) focusOn(`${MOVES}[rel=${followed}]`) || focusOn(MOVES); // at an end: the way back
  followed = null;
  const idle = preview === null ? null : whenIdle(() => fetchPicture(preview));
  return () => {
    listening.abort();
    for (const link of told) link.removeAttribute("aria-keyshortcuts");
    idle?.();
  };
}

function focusOn(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus({ preventScroll: true });
  return found !== null;
}

/** So that it is in the browser's cache when it is wanted. */
function fetchPicture(address: string): void {
  new Image().src = address;
}

/** Safari has no idle callback. */
function whenIdle(work: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 300);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work);
  return () => cancelIdleCallback(asked);
}
