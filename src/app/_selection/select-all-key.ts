/** Ctrl+A or Cmd+A, outside of what has text of its own to choose. */
export function isSelectAll({ key, ctrlKey, metaKey, shiftKey, altKey, target }: KeyboardEvent): boolean {
  const own = target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, dialog");
  return (ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === "a" && !own;
}
