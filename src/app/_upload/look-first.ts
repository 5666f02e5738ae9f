const KEY = "look-first";
let chosen: boolean | null = null;

/** Whether files are shown before they are sent. What was chosen on this page holds; else what this browser remembers. */
export function looksFirst(): boolean {
  if (chosen !== null) return chosen;
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return false;
  }
}

export function setLooksFirst(wanted: boolean): void {
  chosen = wanted;
  try {
    if (wanted) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {} // then it holds until the page is loaded anew
}
