/** WCAG 2.2 AA as far as a program can tell, on every page, light and dark, narrow and wide. */

import { expect, test } from "#e2e/fixtures.ts";
import { expectAccessible } from "#e2e/page-rules.ts";
import {
  animatedGif,
  clear,
  EVERY_CHARACTER,
  photo,
  svg,
  textNamedJpg,
  uncompressed,
  withPlace,
} from "#e2e/pictures.ts";
import { choose, expectEmpty, expectShown, frames, onBytesSent, row } from "#e2e/sheet-page.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { sheetMessages } from "#messages/gallery.ts";
import { uploadMessages } from "#messages/upload.ts";

test.use({ settings: { MAX_UPLOAD_BYTES: "2000000" } });

async function fill(visitor: Visitor): Promise<void> {
  const pictures = [await photo("beach.jpg"), await clear("logo.png"), await animatedGif(), await svg()];
  for (const picture of [...pictures, await withPlace(), await photo(EVERY_CHARACTER)]) await visitor.ready(picture);
  await visitor.failed(await textNamedJpg(`${"a very long name ".repeat(8)}.jpg`));
}

test("the empty sheet", async ({ page }) => {
  await page.goto("/");
  await expectEmpty(page);
  await expectAccessible(page);
});

test("a sheet with pictures, one of which failed", async ({ page, visitor, enter }) => {
  await fill(visitor);
  await enter(visitor);
  await page.goto("/");
  await expectShown(page, "beach.jpg");
  await expectAccessible(page);
});

test("a sheet with files that were refused, and one that waits for its bytes", async ({ page, visitor, enter }) => {
  const files = [{ name: "announced.jpg", bytes: 1000, mediaType: "image/jpeg" }];
  await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const large = await uncompressed("large.tif", { width: 1000, height: 700 });
  await visitor.post([await photo(), large], { accept: "text/html" });
  await enter(visitor);
  await page.goto("/");
  await expect(page.getByRole("alert").filter({ hasText: sheetMessages.refusedTitle })).toBeVisible();
  await choose(page, large);
  await expect(row(page, "large.tif")).toContainText("Too large");
  await expectAccessible(page);
});

test("a sheet with files on their way", async ({ page, server }) => {
  await onBytesSent(page, server, () => {}); // never answered
  await page.goto("/");
  await choose(page, await photo("one.jpg"), await photo("two.jpg"));
  await expect(page.getByRole("progressbar", { name: uploadMessages.progressOf("two.jpg") })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: uploadMessages.cancelAll }).click();
  await expect(frames(page)).toHaveCount(0);
});

test("the question before everything is deleted", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo());
  await enter(visitor);
  await page.goto("/");
  await page.getByRole("button", { name: sheetMessages.deleteAll }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

test("a picture's page with everything open", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await withPlace(EVERY_CHARACTER));
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  await expectAccessible(page);
});

test("all tags of a picture, and the proof of a scrub", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await withPlace(EVERY_CHARACTER));
  await enter(visitor);
  for (const path of ["tags", "scrub?remove=location", "scrub?remove=all"]) {
    await page.goto(`/images/${id}/${path}`);
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    await expectAccessible(page);
  }
});

test("the page of a picture that failed", async ({ page, visitor, enter }) => {
  const { id } = await visitor.failed(await textNamedJpg());
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await expectAccessible(page);
});

for (const path of ["/nowhere", "/images/01ARZ3NDEKTSV4RRFFQ69G5FAV"]) {
  test(`the not-found page at ${path}`, async ({ page, expectConsole }) => {
    expectConsole(/status of 404/);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
}

test("everything on the sheet is reached and used by keyboard alone", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("beach.jpg"));
  await enter(visitor);
  await page.goto("/");
  const tabTo = async (name: string | RegExp, role: "button" | "link") => {
    const target = page.getByRole(role, { name }).first();
    await expect
      .poll(async () => {
        await page.keyboard.press("Tab");
        return target.evaluate((element) => element === document.activeElement);
      })
      .toBe(true);
  };
  await tabTo(sheetMessages.deleteAll, "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await tabTo(/beach\.jpg/, "link");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "beach.jpg" })).toBeVisible();
});
