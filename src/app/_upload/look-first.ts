const KEY = "look-first";
let chosen = false;

/** Whether files are shown before they are sent. Remembered in this browser, or as long as the page where it keeps nothing. */
export function looksFirst(): boolean {
  try {
    return localStorage.getItem(KEY) === "1";
  } catch {
    return chosen;
  }
}

export function setLooksFirst(wanted: boolean): void {
  chosen = wanted;
  try {
    if (wanted) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {} // then it holds until the page is loaded anew
}
