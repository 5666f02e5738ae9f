/** The form of a conversion on a picture's page, as the stories use it. */
import type { Page } from "@playwright/test";
import { hooked } from "#components/page-hooks.ts";
import type { Picture } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { convertMessages, recipeMessages } from "#messages/convert.ts";

export async function open(page: Page, visitor: Visitor, enter: (visitor: Visitor) => Promise<void>, picture: Picture) {
  const image = await visitor.ready(picture);
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  return image;
}

export const panel = (page: Page) => page.getByRole("region", { name: convertMessages.title, exact: true });
export const button = (page: Page, name: string | RegExp = convertMessages.download) =>
  panel(page).getByRole("button", { name, exact: typeof name === "string" && name !== convertMessages.download });
export const outcome = (page: Page) => panel(page).locator(hooked("outcome"));
export const chip = (page: Page, id: keyof typeof recipeMessages.named) => button(page, recipeMessages.named[id].name);

export async function saved(page: Page) {
  const saving = page.waitForEvent("download");
  await button(page).click();
  const file = await saving;
  return { name: file.suggestedFilename(), bytes: Buffer.concat(await (await file.createReadStream()).toArray()) };
}
