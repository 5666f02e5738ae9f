/** Light or dark: as the system has it, or as the reader chose in this browser. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "proofsheet.theme";
const listeners = new Set<() => void>();

/**
 * Runs in the head of each page, before the first paint, so that no page flashes in the other colours. As text, since
 * nothing of ours is loaded yet.
 */
export const THEME_SCRIPT = `try{let t=localStorage.getItem("${KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

/** What is chosen, as the page shows it. */
export function shownTheme(): Theme {
  return THEMES.find((theme) => theme === document.documentElement.dataset.theme) ?? "system";
}

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
      shownTheme() === "system" ? meta.dataset.own : getComputedStyle(document.documentElement).backgroundColor;
  }
}

/** For `useSyncExternalStore`: also what another tab chooses. */
export function subscribeTheme(listener: () => void): () => void {
  colourBrowser();
  const elsewhere = ({ key, newValue }: StorageEvent) => {
    if (key === KEY) show(THEMES.find((theme) => theme === newValue) ?? "system");
  };
  listeners.add(listener);
  window.addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", elsewhere);
  };
}

function show(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  colourBrowser();
  for (const listener of listeners) listener();
}
