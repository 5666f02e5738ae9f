import { lossMessages as words } from "#messages/convert.ts";
import { formatOf, WRITABLE } from "#picture/formats.ts";
import { isAllKnown, type LossProperties, type LossRecipe, losses, oftenLarger } from "#picture/losses.ts";
import { type RecipeRequest, recipeOrNull } from "#picture/recipe.ts";

/** What a conversion loses of this picture, as sentences. */
function toldLosses(facts: LossProperties, recipe: LossRecipe & Pick<RecipeRequest, "lossless">): string {
  const own = formatOf(facts.format);
  const format = formatOf(recipe.format) ?? (own?.writes ? own : WRITABLE[0]);
  const name = format?.name ?? "";
  const lost = losses(facts, recipe).map((code) =>
    code === "frames" ? words.frames(facts.frames, facts.format === "tiff") : words.codes[code],
  );
  const larger = oftenLarger(facts, recipe) ? words.larger : null;
  const none = isAllKnown(facts) ? words.none(name) : words.noneKnown(name);
  return [lost.length > 0 ? words.some(name, lost) : none, larger].filter(Boolean).join(" ");
}

/** The same of a query as a form makes it; null where it is not one that would be taken. */
export function toldLossesOfQuery(facts: LossProperties, query: Iterable<readonly [string, string]>): string | null {
  const recipe = recipeOrNull(query);
  return recipe && toldLosses(facts, recipe);
}
