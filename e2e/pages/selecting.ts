/** Choosing on the sheet, and what comes of it, as the stories do and see it. */
import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import { hooked } from "#components/page-hooks.ts";
import { photo } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { unzip, type ZipEntry } from "#e2e/zip.ts";
import { choosingMessages, selectionMessages as words } from "#messages/selection.ts";

export const bar = (page: Page) => page.getByRole("region", { name: words.title });
export const box = (page: Page, name: string) =>
  page.getByRole("checkbox", { name: choosingMessages.choose(name), exact: true });
export const chosen = (page: Page) =>
  page.locator(`${hooked("item")}:has(> :checked) b`).evaluateAll((all) => all.map(({ textContent }) => textContent));
export const press = (page: Page, name: string) => bar(page).getByRole("button", { name, exact: true }).click();
export const dialog = (page: Page) => page.getByRole("dialog");

/** `a.jpg` is the oldest: the sheet begins with the last of them. */
export async function fill(visitor: Visitor, ...names: string[]): Promise<void> {
  for (const name of names) await visitor.ready(await photo(name, { width: 300, height: 200 }));
}

export async function saved(page: Page, act: () => Promise<void>): Promise<ZipEntry[]> {
  const saving = page.waitForEvent("download");
  await act();
  return entries(await saving);
}

export const entries = async (file: Download): Promise<ZipEntry[]> => unzip(readFileSync(await file.path()));
export const namesOf = (zipped: ZipEntry[]) => zipped.map(({ name }) => name).sort();

/** How many pictures the server has, whatever the page shows. */
export const left = async (visitor: Visitor) =>
  (await visitor.json<{ images: unknown[] }>("/api/images?limit=500")).images;
