/** The tray itself: how much of it there is, where it lies, and who can read it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { dot, photo, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { choose, expectShown, frames, lookFirst, row, rows, sentRow, trayOf } from "#e2e/sheet-page.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import { trayMessages, uploadMessages } from "#messages/upload.ts";

test("shows fifty of a great many files, and how many more there are", async ({ page }) => {
  await page.goto("/");
  await lookFirst(page).check();
  const one = await dot("dot.png");
  await page.locator("#files").setInputFiles(Array.from({ length: 300 }, (_, i) => ({ ...one, name: `${i}.png` })));
  await expect(page.getByRole("button", { name: trayMessages.send(300) })).toBeVisible();
  await expect(rows(page)).toHaveCount(50);
  await expect(page.getByText(trayMessages.more(250))).toBeAttached();
  await page.getByRole("button", { name: uploadMessages.cancelAll }).click();
  await expect(trayOf(page)).toHaveCount(0);
});

test("folds to one line, is one line on a phone, and moves nothing on the sheet", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("there.jpg"));
  await enter(visitor);
  await page.goto("/");
  const top = () =>
    frames(page)
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await choose(page, await textNamedJpg("letter.jpg"));
  await expect(sentRow(page, "letter.jpg")).toBeVisible();
  expect(await top()).toBe(before);
  await page.getByRole("button", { name: trayMessages.fold }).click();
  await expect(sentRow(page, "letter.jpg")).toHaveCount(0);
  const unfold = page.getByRole("button", { name: trayMessages.unfold });
  await expect(unfold).toHaveAttribute("aria-expanded", "false");
  await unfold.click();
  await expect(sentRow(page, "letter.jpg")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await choose(page, await photo("phone.jpg"));
  await expect(unfold).toBeVisible();
  await expectShown(page, "phone.jpg");
});

test("can be read by everyone, at every width: held, and sent", async ({ page }) => {
  await page.goto("/");
  await lookFirst(page).check();
  await choose(page, await withPlace("holiday.jpg"), await photo(`${"a long name ".repeat(9)}.jpg`));
  await expect(row(page, "holiday.jpg").getByText(disclosedLabel("location"), { exact: true })).toBeVisible();
  await expectReadable(page);
  await page.getByRole("button", { name: trayMessages.send(2) }).click();
  await expect(sentRow(page, "holiday.jpg")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: uploadMessages.done(2) })).toBeAttached();
  await expectReadable(page);
});

async function expectReadable(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      for (const button of await trayOf(page).getByRole("button").all()) {
        const box = await button.boundingBox();
        if (box) expect(Math.min(box.width, box.height), await button.innerText()).toBeGreaterThanOrEqual(44);
      }
    }
  }
}
