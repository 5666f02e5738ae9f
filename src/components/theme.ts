import { hookAttribute } from "./page-hooks.ts";
import { createStore, type Store } from "./store.ts";

/** Light or dark: as the system has it, or as the reader chose in this browser. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "proofsheet.theme";
const ATTRIBUTE = hookAttribute("theme");

/**
 * Runs in the head of each page, before the first paint, so that no page flashes in the other colours. As text, since
 * nothing of ours is loaded yet.
 */
export const THEME_SCRIPT = `try{let t=localStorage.getItem("${KEY}");if(t==="light"||t==="dark")document.documentElement.setAttribute("${ATTRIBUTE}",t)}catch{}`;

const shown = createStore<Theme>("system", {
  read: () => THEMES.find((theme) => theme === document.documentElement.getAttribute(ATTRIBUTE)) ?? "system",
  watch: () => {
    colourBrowser();
    window.addEventListener("storage", showOthers);
    return () => window.removeEventListener("storage", showOthers);
  },
});

/** What is chosen, in this tab or in another, as the page shows it. */
export const shownTheme: Store<Theme> = shown;

/** Shows a theme and keeps it, as far as the browser keeps anything. */
export function chooseTheme(theme: Theme): void {
  show(theme);
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // it holds for this page then
  }
}

/** The browser's own bar in the colour of the page, whatever the system has. */
function colourBrowser(): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    meta.dataset.own ??= meta.content;
    meta.content =
      shown.get() === "system" ? meta.dataset.own : getComputedStyle(document.documentElement).backgroundColor;
  }
}

/** What another tab chooses. */
function showOthers({ key, newValue }: StorageEvent): void {
  if (key === KEY) show(THEMES.find((theme) => theme === newValue) ?? "system");
}

function show(theme: Theme): void {
  if (theme === "system") document.documentElement.removeAttribute(ATTRIBUTE);
  else document.documentElement.setAttribute(ATTRIBUTE, theme);
  colourBrowser();
  shown.tell();
}
