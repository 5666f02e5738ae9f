import { liveConvertMessages as words } from "#messages/convert.ts";
import { formatOf } from "#picture/formats.ts";
import { outputSize, type Size } from "#picture/output-size.ts";
import type { RecipeRequest } from "#picture/recipe.ts";
import { DEFAULT_QUALITY } from "#picture/recipe-parameters.ts";

/** In fields that are left open, what then happens: the other side in proportion, the format's own quality. */
export function showHints(form: HTMLFormElement, recipe: RecipeRequest, format: string, picture: Size | null): void {
  const size = picture && outputSize(recipe, picture);
  hint(form, "width", size && String(size.width));
  hint(form, "height", size && String(size.height));
  const usual = recipe.lossless ? null : (DEFAULT_QUALITY[format] ?? null);
  const open = usual !== null && recipe.maxBytes === null;
  hint(form, "quality", words.automatic(open ? usual : null));
  const slider = form.querySelector<HTMLInputElement>("input[type=range]");
  if (!slider) return;
  slider.value = String(recipe.quality ?? usual ?? DEFAULT_QUALITY.jpeg);
  slider.disabled = usual === null;
  slider.title = usual === null ? `${formatOf(format)?.name ?? ""}: ${words.noQuality}` : "";
}

function hint(form: HTMLFormElement, name: string, text: string | null): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement && text !== null) field.placeholder = text;
}
