"use client";

import { type FormEvent, lazy, Suspense, useState } from "react";
import { OrderFields } from "#app/images/[id]/order-fields.tsx";
import { ownRecipeMessages, recipeMessages as words } from "#messages/convert.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { Converter } from "./live-converter.ts";

export interface RecipeChip {
  id: string;
  name: string;
  /** what comes of it */
  makes: string;
  /** its parameters, as in an address */
  query: string;
}

interface RecipeChipsProps {
  id: string;
  page: number | null;
  recipes: readonly RecipeChip[];
  /** of the sheet, which the form keeps */
  order: GalleryOrder;
  pressed: readonly string[];
  use: (work: (converter: Converter) => void) => Promise<void>;
}

const OwnRecipes = lazy(() => import("#app/_recipes/own-recipes-list.tsx"));

/** Recipes by name, one press each. Without script a press loads the page with the form filled in. */
export function RecipeChips({ id, page, recipes, order, pressed, use }: RecipeChipsProps) {
  const [opened, setOpened] = useState(false);

  const choose = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    const chosen = recipes.find((recipe) => submitter instanceof HTMLButtonElement && recipe.id === submitter.value);
    if (!chosen) return;
    event.preventDefault();
    void use((converter) => converter.fill(chosen.query));
  };

  return (
    <>
      <form action={`/images/${id}`} method="get" onSubmit={choose} aria-label={words.title} className="chips">
        {page !== null && <input type="hidden" name="page" value={page} />}
        <OrderFields order={order} />
        {recipes.map((recipe) => (
          <button
            key={recipe.id}
            type="submit"
            name="recipe"
            value={recipe.id}
            title={recipe.makes}
            aria-pressed={pressed.includes(recipe.id)}
            className="chip"
          >
            {recipe.name}
          </button>
        ))}
      </form>
      <details className="scripted" onToggle={(event) => event.currentTarget.open && setOpened(true)}>
        <summary className="fold">{ownRecipeMessages.title}</summary>
        {opened && (
          <Suspense>
            <OwnRecipes pressed={pressed} use={use} />
          </Suspense>
        )}
      </details>
    </>
  );
}
