"use client";

import { createStore, type Store } from "#components/store.ts";
import { recipeOrNull } from "#picture/recipe.ts";

/** A visitor's own recipe, kept in this browser alone. */
export interface OwnRecipe {
  name: string;
  /** the parameters, as in an address: `format=webp&width=800` */
  query: string;
}

const KEY = "proofsheet.recipes";
const MOST = 50;
export const MAX_NAME_LENGTH = 60;
const NONE: readonly OwnRecipe[] = [];
let last: { text: string | null; recipes: readonly OwnRecipe[] } = { text: null, recipes: NONE };

const kept = createStore(NONE, {
  read: () => {
    const text = stored();
    if (text !== last.text) last = { text, recipes: text === null ? NONE : parse(text) };
    return last.recipes;
  },
  watch: (listener) => {
    window.addEventListener("storage", listener); // what another tab changes
    return () => window.removeEventListener("storage", listener);
  },
});

/** What is kept; what does not parse, or names what is no recipe any more, is left out. */
export const ownRecipes: Store<readonly OwnRecipe[]> = kept;

/**
 * Keeps a recipe, in place of one of the same name. `unfit` where it is none, or has no name; `refused` where the
 * browser keeps nothing (private windows, full).
 */
export function keepRecipe({ name, query }: OwnRecipe): "kept" | "unfit" | "refused" {
  const plain = name.trim().slice(0, MAX_NAME_LENGTH);
  if (!isRecipe({ name: plain, query })) return "unfit";
  const written = write([...ownRecipes.get().filter((one) => one.name !== plain), { name: plain, query }].slice(-MOST));
  return written ? "kept" : "refused";
}

export function dropRecipe(name: string): boolean {
  return write(ownRecipes.get().filter((one) => one.name !== name));
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // a browser may forbid it
  }
}

function write(recipes: readonly OwnRecipe[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(recipes));
  } catch {
    return false;
  }
  kept.tell();
  return true;
}

function parse(text: string): readonly OwnRecipe[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isRecipe).slice(-MOST) : NONE;
  } catch {
    return NONE;
  }
}

function isRecipe(value: unknown): value is OwnRecipe {
  if (typeof value !== "object" || value === null || !("name" in value) || !("query" in value)) return false;
  if (typeof value.name !== "string" || value.name === "" || typeof value.query !== "string") return false;
  return recipeOrNull(new URLSearchParams(value.query)) !== null;
}
