"use client";

import { type FormEvent, useRef, useState } from "react";
import { useStore } from "#components/use-store.ts";
import { ownRecipeMessages as words } from "#messages/convert.ts";
import { dropRecipe, keepRecipe, MAX_NAME_LENGTH, type OwnRecipe, ownRecipes } from "./own-recipes.ts";

/** What a list of recipes asks of the form that they fill. */
interface Filled {
  fill(query: string): void;
  /** the form as a recipe that holds for any picture */
  recipe(): string;
  look(): void;
}

interface OwnRecipesListProps {
  /** `own:NAME` of those that the form says now */
  pressed: readonly string[];
  use: (work: (form: Filled) => void) => Promise<void>;
}

/** The visitor's own recipes, and how another one is kept. */
export default function OwnRecipesList({ pressed, use }: OwnRecipesListProps) {
  const recipes = useStore(ownRecipes);
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");

  const keep = (event: FormEvent) => {
    event.preventDefault();
    const name = field.current?.value.trim();
    if (!name) return field.current?.focus();
    void use((form) => {
      const kept = keepRecipe({ name, query: form.recipe() });
      setSaid(kept === "kept" ? words.kept(name) : words[kept]);
      if (kept === "kept" && field.current) field.current.value = "";
      form.look();
    });
  };

  /** The button that was pressed goes with its row: the field takes the focus, so that it is not lost. */
  const drop = ({ name }: OwnRecipe) => {
    field.current?.focus();
    setSaid(dropRecipe(name) ? words.dropped(name) : words.refused);
  };

  return (
    <div className="pb-2">
      {recipes.length === 0 ? (
        <p className="text-faded text-small">{words.none}</p>
      ) : (
        <ul aria-label={words.title} className="chips">
          {recipes.map((recipe) => (
            <li key={recipe.name} className="chip-pair">
              <button
                type="button"
                aria-pressed={pressed.includes(`own:${recipe.name}`)}
                onClick={() => void use((form) => form.fill(recipe.query))}
                className="chip"
              >
                {recipe.name}
              </button>
              <button
                type="button"
                aria-label={words.drop(recipe.name)}
                onClick={() => drop(recipe)}
                className="chip chip-drop"
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={keep} className="mt-2 flex flex-wrap items-end gap-2">
        <div className="min-w-32 flex-1">
          <label htmlFor="own-recipe" className="label">
            {words.name}
          </label>
          <input ref={field} id="own-recipe" maxLength={MAX_NAME_LENGTH} autoComplete="off" className="control" />
        </div>
        <button type="submit" className="button">
          {words.keep}
        </button>
      </form>
      <p className="mt-1 text-faded text-small">
        {words.where} <span role="status">{said}</span>
      </p>
    </div>
  );
}
