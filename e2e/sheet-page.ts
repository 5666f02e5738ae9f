/** The sheet as a person finds their way on it. */
import type { Locator, Page, Route } from "@playwright/test";
import { sheet, upload } from "../src/words.ts";
import { expect } from "./fixtures.ts";
import type { Picture } from "./pictures.ts";
import type { TestServer } from "./server.ts";

/** The frames of the gallery. An empty sheet has none. */
export const frames = (page: Page): Locator =>
  page.getByRole("region", { name: sheet.galleryTitle, exact: true }).getByRole("list").getByRole("listitem");

export const frame = (page: Page, name: string): Locator =>
  frames(page).filter({ has: page.getByText(name, { exact: true }) });

/** The rows of what is being sent, or was not taken: each has a button that ends it. */
export const rows = (page: Page): Locator => listItemWith(page, [upload.cancelOne(""), upload.closeOne("")]);

export const row = (page: Page, name: string): Locator =>
  listItemWith(page, [upload.cancelOne(name), upload.closeOne(name)]);

const listItemWith = (page: Page, [one = "", other = ""]: string[]): Locator =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: one }).or(page.getByRole("button", { name: other })) });

/** Chooses files by the button, as a person does. */
export async function choose(page: Page, ...pictures: Picture[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByText(sheet.choose, { exact: true }).click();
  await (await chooser).setFiles(pictures);
}

/** Decides what becomes of each file that the page sends, wherever the bytes go. */
export async function onBytesSent(page: Page, { place }: TestServer, decide: (route: Route) => unknown): Promise<void> {
  const target = place.storeOrigin ? `${place.storeOrigin}/**` : "**/api/uploads/*";
  await page.route(target, (route) => (route.request().method() === "POST" ? decide(route) : route.continue()));
}

/** A frame whose thumbnail has arrived and shows. */
export async function expectShown(page: Page, name: string): Promise<void> {
  const picture = frame(page, name).locator("img");
  await picture.scrollIntoViewIfNeeded();
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0), { message: name })
    .toBe(true);
}

export async function expectEmpty(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: sheet.emptyTitle })).toBeVisible();
  await expect(frames(page)).toHaveCount(0);
}

/** Asks for everything to be deleted, and says yes. */
export async function deleteEverything(page: Page): Promise<void> {
  await page.getByRole("button", { name: sheet.deleteAll }).click();
  await page.getByRole("dialog").getByRole("button", { name: sheet.deleteAllConfirm }).click();
}
