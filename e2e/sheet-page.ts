/** The sheet as a person finds their way on it. */
import type { Locator, Page, Route } from "@playwright/test";
import { sheetMessages } from "#messages/gallery.ts";
import { trayMessages, uploadMessages } from "#messages/upload.ts";
import { expect } from "./fixtures.ts";
import type { Picture } from "./pictures.ts";
import type { TestServer } from "./server.ts";

/** The frames of the gallery. An empty sheet has none. */
export const frames = (page: Page): Locator =>
  page.getByRole("region", { name: sheetMessages.galleryTitle, exact: true }).getByRole("list").getByRole("listitem");

export const frame = (page: Page, name: string): Locator =>
  frames(page).filter({ has: page.getByText(name, { exact: true }) });

/** The rows of what is held, being sent, or was not taken: each has a button that ends it. */
export const rows = (page: Page): Locator => rowsOf(page, "");

export const row = (page: Page, name: string): Locator => rowsOf(page, name);

function rowsOf(page: Page, name: string): Locator {
  const [one, ...others] = [
    uploadMessages.cancelOne(name),
    uploadMessages.closeOne(name),
    trayMessages.takeOutOne(name),
  ].map((label) => page.getByRole("button", { name: label }));
  return page.getByRole("listitem").filter({ has: others.reduce((either, next) => either.or(next), one!) });
}

/** The row of a file that is on the sheet: its name leads there. */
export const sentRow = (page: Page, name: string): Locator =>
  page
    .getByRole("region", { name: uploadMessages.finished })
    .or(page.getByRole("region", { name: uploadMessages.title }))
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name, exact: true }) });

/** The tray of what was chosen, in whatever state. */
export const trayOf = (page: Page): Locator =>
  page.getByRole("region", {
    name: new RegExp(`^(${[trayMessages.held, uploadMessages.title, uploadMessages.finished].join("|")})$`),
  });
/** The switch that holds pictures back until they were looked at. */
export const lookFirst = (page: Page) => page.getByRole("checkbox", { name: sheetMessages.lookFirst });

/** Chooses files by the button, as a person does. */
export async function choose(page: Page, ...pictures: Picture[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByText(sheetMessages.choose, { exact: true }).click();
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
  await expect(page.getByRole("heading", { name: sheetMessages.emptyTitle })).toBeVisible();
  await expect(frames(page)).toHaveCount(0);
}

/** Asks for everything to be deleted, and says yes. */
export async function deleteEverything(page: Page): Promise<void> {
  await page.getByRole("button", { name: sheetMessages.deleteAll }).click();
  await page.getByRole("dialog").getByRole("button", { name: sheetMessages.deleteAllConfirm }).click();
}
