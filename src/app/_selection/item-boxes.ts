import { hooked } from "#components/page-hooks.ts";

/** Selectors of the checkboxes of items, and of those that are ticked. Apart, for the first load needs no more of the grid. */
export const BOX = `${hooked("item")} > input`;
export const TICKED = `${BOX}:checked`;
