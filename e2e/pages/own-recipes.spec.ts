/** Recipes that a visitor keeps in their browser. */
import type { Page } from "@playwright/test";
import { hooked } from "#components/page-hooks.ts";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, photo } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { convertMessages, ownRecipeMessages as words } from "#messages/convert.ts";

const NAME = "Blog's “wide” <b>";

async function open(page: Page, visitor: Visitor, enter: (visitor: Visitor) => Promise<void>) {
  const { id } = await visitor.ready(await photo());
  await enter(visitor);
  await page.goto(`/images/${id}`);
}

const panel = (page: Page) => page.getByRole("region", { name: convertMessages.title, exact: true });
const own = (page: Page) => panel(page).getByRole("list", { name: words.title }).getByRole("listitem");

async function keep(page: Page, name: string) {
  await panel(page).getByLabel(words.name, { exact: true }).fill(name);
  await panel(page).getByRole("button", { name: words.keep }).click();
}

test("a recipe is kept, used after the page is loaded again, and deleted", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter);
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await panel(page).getByLabel(convertMessages.width).fill("240");
  await panel(page).getByRole("radio", { name: convertMessages.policies.none }).check();
  await panel(page).getByText(words.title, { exact: true }).click();
  await expect(panel(page).getByText(words.none)).toBeVisible();
  await keep(page, NAME);
  const button = own(page).getByRole("button", { name: NAME, exact: true });
  await expect(button).toHaveAttribute("aria-pressed", "true");

  await page.reload();
  await expect(panel(page).getByLabel(convertMessages.width)).toHaveValue("");
  await panel(page).getByText(words.title, { exact: true }).click();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await button.click();
  await expect(panel(page).getByLabel(convertMessages.width)).toHaveValue("240");
  await expect(panel(page).getByRole("radio", { name: convertMessages.policies.none })).toBeChecked();
  await expect(panel(page).locator(hooked("outcome"))).toContainText("240 × 160 px");
  await expect(button).toHaveAttribute("aria-pressed", "true");

  await own(page)
    .getByRole("button", { name: words.drop(NAME) })
    .click();
  await expect(own(page)).toHaveCount(0);
  await expect(panel(page).getByLabel(words.name, { exact: true })).toBeFocused();
  await page.reload();
  await panel(page).getByText(words.title, { exact: true }).click();
  await expect(panel(page).getByText(words.none)).toBeVisible();
});

test("what is no recipe is not kept, and does not take the place of one", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter);
  await panel(page).getByText(words.title, { exact: true }).click();
  await keep(page, "blog");
  await expect(own(page)).toHaveCount(1);
  await panel(page).getByRole("spinbutton", { name: convertMessages.quality, exact: true }).fill("500");
  await keep(page, "blog");
  await expect(panel(page).getByText(words.unfit)).toBeVisible();
  await expect(own(page)).toHaveCount(1);
});

test("one page that is chosen is no part of a recipe", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await animatedGif());
  await enter(visitor);
  await page.goto(`/images/${id}?page=1`);
  await panel(page).getByText(words.title, { exact: true }).click();
  await keep(page, "plain");
  await expect(own(page)).toHaveCount(1);
  expect(await page.evaluate(() => localStorage.getItem("proofsheet.recipes"))).toBe(
    '[{"name":"plain","query":"metadata=no-location"}]',
  );
});

test("a browser that keeps nothing says so, and the converter works", async ({ page, visitor, enter }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  });
  await open(page, visitor, enter);
  await panel(page).getByText(words.title, { exact: true }).click();
  await keep(page, "lost");
  await expect(panel(page).getByText(words.refused)).toBeVisible();
  await expect(own(page)).toHaveCount(0);
  await panel(page).getByLabel(convertMessages.width).fill("60");
  await expect(panel(page).locator(hooked("outcome"))).toContainText("60 × 40 px");
});
