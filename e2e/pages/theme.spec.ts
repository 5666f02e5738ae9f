/** Light or dark: by the system, or by choice. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { themeMessages } from "#messages/site.ts";

const PAPER = { light: "rgb(247, 246, 243)", dark: "rgb(18, 18, 17)" };
const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

async function choose(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: themeMessages.title }).click();
  await page.getByRole("radio", { name: label }).check();
  await page.keyboard.press("Escape");
}

test("a choice holds against the system, on every page, before anything of ours is loaded", async ({
  page,
  quiet,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource/);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(quiet.address);
  expect(await paper(page)).toBe(PAPER.light);
  await choose(page, themeMessages.choices.dark);
  expect(await paper(page)).toBe(PAPER.dark);
  const bars = () =>
    page.locator("meta[name=theme-color]").evaluateAll((all) => all.map((one) => one.getAttribute("content")));
  expect(await bars()).toEqual([PAPER.dark, PAPER.dark]);
  // What is inline in the page is all that runs here: it is dark from the first paint on.
  await page.route("**/_next/**/*.js", (route) => route.abort());
  await page.goto(`${quiet.address}/nowhere`);
  expect(await paper(page)).toBe(PAPER.dark);
  await page.unroute("**/_next/**/*.js");
  await page.goto(quiet.address);
  await choose(page, themeMessages.choices.system);
  expect(await bars()).toEqual(["#f7f6f3", "#121211"]);
  expect(await paper(page)).toBe(PAPER.light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await paper(page)).toBe(PAPER.dark);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test("a browser that keeps nothing shows the choice for as long as the page is open", async ({ page, quiet }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("no", "SecurityError");
      },
    }),
  );
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(quiet.address);
  await choose(page, themeMessages.choices.dark);
  expect(await paper(page)).toBe(PAPER.dark);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("it is as the system has it, and nothing is offered that would not work", async ({ page, quiet }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(quiet.address);
    await expect(page.getByRole("button", { name: themeMessages.title })).toBeHidden();
  });
});
