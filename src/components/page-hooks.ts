/**
 * What scripts find on the page, each marked by an attribute `data-NAME` and never by the class of a style. Here is what
 * each marks and who reads it.
 */
export type PageHook =
  /** a link that is followed without loading the page anew; soft-links.tsx, watch-moves.ts */
  | "soft"
  /** a link back to the sheet; watch-moves.ts */
  | "back"
  /** a picture on the sheet that can be chosen, with its checkbox and its link; selection.tsx, item-grid.ts, more-items.tsx */
  | "item"
  /** the page of one picture; back-to-sheet.ts */
  | "picture"
  /** where a finger that moves sideways goes on to the next picture; watch-moves.ts */
  | "swipes"
  /** the links to the pictures beside this one; watch-moves.ts */
  | "moves"
  /** has a use of its own for the arrow keys; watch-moves.ts */
  | "own-keys"
  /** has a use of its own for a finger or the mouse; watch-swipes.ts, view-control.ts */
  | "own-pointer"
  /** the viewer while the picture in it is enlarged: set by view-control.ts; watch-swipes.ts, viewer.css */
  | "zoomed"
  /** what came of the conversion, and whether one is being made; the stories of the converter */
  | "outcome"
  /** light or dark, on the root: set before the first paint; theme.ts, globals.css */
  | "theme";

type HookAttribute = `data-${PageHook}`;

export const hookAttribute = (hook: PageHook): HookAttribute => `data-${hook}`;

/** The attributes of an element that a script finds, for JSX: `<ol {...hooks("moves")}>`. */
export const hooks = (...names: PageHook[]): { [Attribute in HookAttribute]?: "" } =>
  Object.fromEntries(names.map((name) => [hookAttribute(name), ""]));

/** The selector of what has the hook: `a[data-back]` is `a${hooked("back")}`. */
export const hooked = (hook: PageHook): string => `[${hookAttribute(hook)}]`;
