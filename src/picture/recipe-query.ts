import type { RecipeRequest } from "./recipe.ts";
import { PARAMETERS } from "./recipe-parameters.ts";

/** A request as a query, in its one spelling: in the table's order, without what stands there anyway. */
export function recipeQuery(request: RecipeRequest): URLSearchParams {
  const said = new URLSearchParams();
  for (const { name, default: initial } of PARAMETERS) {
    const value = request[name];
    const text = typeof value === "boolean" ? String(Number(value)) : String(value ?? "");
    if (text !== "" && text !== initial) said.set(name, text);
  }
  return said;
}
