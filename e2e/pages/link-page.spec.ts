/** The page of a link and its dialog: what is said, copied and refused there. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { convertMessages } from "#messages/convert.ts";
import { linkMessages as words } from "#messages/picture.ts";

const panel = (page: Page) => page.getByRole("region", { name: convertMessages.title, exact: true });

test("copies by a press; where the clipboard is shut, selects the link and says what to press", async ({
  page,
  visitor,
  enter,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { id } = await visitor.ready(await photo());
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await panel(page).getByRole("button", { name: words.copy }).click();
  const dialog = page.getByRole("dialog", { name: words.title });
  const url = await dialog.getByLabel(words.address, { exact: true }).inputValue();
  const copy = dialog.getByRole("button", { name: words.copyOne(words.address) });
  await copy.click();
  await expect(dialog.getByText(words.copied)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url);
  // As on plain HTTP, in a browser that allows nothing else either.
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await copy.click();
  await expect(dialog.getByText(words.press)).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(url);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(panel(page).getByRole("button", { name: words.copy })).toBeFocused();
});

test("the page and the dialog are accessible", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await photo());
  await enter(visitor);
  await page.goto(`/images/${id}/link?format=png`);
  await expectAccessible(page);
  await page.goto(`/images/${id}`);
  await panel(page).getByRole("button", { name: words.copy }).click();
  await expect(page.getByRole("dialog").getByLabel(words.curl, { exact: true })).toBeVisible();
  await expectAccessible(page);
});

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

test("what could not be converted has no link, and the page says why", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await photo());
  await enter(visitor);
  await page.goto(`/images/${id}/link?format=jpeg&lossless=1`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("lossless=1 is for webp or avif");
  await page.goto(`/images/${id}/link?width=1&width=2`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("width is given more than once");
});

test("there is no page for the link of a picture that is not there", async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/status of 404/);
  await visitor.send(await photo());
  await enter(visitor);
  expect((await page.goto("/images/01ARZ3NDEKTSV4RRFFQ69G5FAV/link"))?.status()).toBe(404);
});
