import { ownRecipes } from "#app/_recipes/own-recipes.ts";
import { NAMED_RECIPES } from "#picture/named-recipes.ts";
import { matches } from "./form-values.ts";

/** The recipes that the form says now: ids of named ones, `own:NAME` of the visitor's own. */
export function pressedIn(form: HTMLFormElement): string[] {
  const named = NAMED_RECIPES.map(({ id, query }) => ({ id, query: new URLSearchParams(query) }));
  const own = ownRecipes.get().map(({ name, query }) => ({ id: `own:${name}`, query: new URLSearchParams(query) }));
  return [...named, ...own].filter(({ query }) => matches(form, query)).map(({ id }) => id);
}
