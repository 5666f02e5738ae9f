"use client";

import { useState } from "react";
import { ownRecipes } from "#app/_recipes/own-recipes.ts";
import { useStore } from "#components/use-store.ts";
import { toAppError } from "#errors.ts";
import { recipeMessages as recipeWords } from "#messages/convert.ts";
import { zipMessages as words } from "#messages/selection.ts";
import { formatOf } from "#picture/formats.ts";
import { fillNameTemplate, paddedNumber, parseNameTemplate } from "#picture/name-template.ts";
import { NAMED_RECIPES } from "#picture/named-recipes.ts";
import { outputSize } from "#picture/output-size.ts";
import { parseRecipe } from "#picture/recipe.ts";
import type { Chosen } from "./selection-store.ts";

interface RecipeChoiceProps {
  /** the first of the pictures, to show a name of */
  example: Chosen | undefined;
  /** pictures in the ZIP */
  count: number;
  /** @param names the template, empty where names stay */
  onChosen: (query: string, names: string) => void;
}

const PLAIN = "{name}";
const named = NAMED_RECIPES.map(({ id, query }) => ({
  query: new URLSearchParams(query).toString(),
  ...recipeWords.named[id],
}));

/** One recipe for all, and how the files in the ZIP are called. */
export function RecipeChoice({ example, count, onChosen }: RecipeChoiceProps) {
  const own = useStore(ownRecipes);
  const [query, setQuery] = useState(named[0]?.query ?? "");
  const [template, setTemplate] = useState(PLAIN);
  const row = (name: string, makes: string, value: string) => (
    <label key={`${name} ${value}`} className="recipe-choice">
      <input type="radio" name="recipe" value={value} checked={value === query} onChange={() => setQuery(value)} />
      <span>
        <b>{name}</b> <span className="text-faded">{makes}</span>
      </span>
    </label>
  );
  const first = example && firstName(template.trim() || PLAIN, query, example, count);

  return (
    <form
      id="recipe"
      onSubmit={(event) => {
        event.preventDefault();
        const names = template.trim();
        if (!first?.refused) onChosen(query, names === PLAIN ? "" : names);
      }}
    >
      <fieldset className="mt-3">
        <legend className="label">{words.recipe}</legend>
        {named.map(({ name, makes, query }) => row(name, makes, query))}
      </fieldset>
      {own.length > 0 && (
        <fieldset className="mt-2">
          <legend className="label">{words.own}</legend>
          {own.map(({ name, query }) => row(name, "", query))}
        </fieldset>
      )}
      <label className="mt-3 block">
        <span className="label">{words.names}</span>
        <input
          className="control"
          value={template}
          maxLength={120}
          spellCheck={false}
          autoComplete="off"
          aria-describedby="names-hint names-first"
          aria-invalid={first?.refused}
          onChange={(event) => setTemplate(event.target.value)}
        />
      </label>
      <p id="names-hint" className="mt-1 text-faded text-small">
        {words.namesHint}
      </p>
      <p id="names-first" className={`mt-1 text-small wrap-anywhere ${first?.refused ? "text-bad" : "measured"}`}>
        {first?.text}
      </p>
    </form>
  );
}

/** How the first file will be called, or why none can be called so. */
function firstName(template: string, query: string, { name, width, height }: Chosen, count: number) {
  try {
    const recipe = parseRecipe(new URLSearchParams(query));
    const size = width !== null && height !== null ? outputSize(recipe, { width, height }) : null;
    const [, stem = name, ending = ""] = /^(.+)\.([^.\s]{1,5})$/.exec(name) ?? [];
    const filled = fillNameTemplate(parseNameTemplate(template), {
      name: stem,
      number: paddedNumber(1, count),
      width: String(size?.width ?? ""),
      height: String(size?.height ?? ""),
      date: "YYYY-MM-DD", // when it was taken: the page does not know it
    });
    const extension = formatOf(recipe.format)?.extensions[0] ?? ending;
    return { text: words.example(`${filled}.${extension}`), refused: false };
  } catch (error) {
    return { text: toAppError(error).message, refused: true };
  }
}
