import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { expectAccessible } from "#e2e/page-rules.ts";
import { textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { frame, frames } from "#e2e/sheet-page.ts";
import { recipeMessages } from "#messages/convert.ts";
import { deletionMessages, selectionMessages as words, zipMessages } from "#messages/selection.ts";
import { siteMessages } from "#messages/site.ts";

import { bar, box, dialog, entries, fill, left, namesOf, press, saved } from "./selecting.ts";

test.describe("acting on the chosen ones", () => {
  test.beforeEach(async ({ page, visitor, enter }) => {
    await fill(visitor, "kept.jpg");
    await visitor.ready(await withPlace("there.jpg"));
    await fill(visitor, "here.jpg");
    await enter(visitor);
    await page.goto("/");
    await box(page, "here.jpg").click();
    await box(page, "there.jpg").click();
    await expect(bar(page)).toContainText(words.chosen(2));
  });

  test("downloads the originals", { tag: "@store" }, async ({ page }) => {
    expect(namesOf(await saved(page, () => press(page, words.download)))).toEqual(["here.jpg", "there.jpg"]);
  });

  test("downloads them without the place", async ({ page }) => {
    const zipped = await saved(page, () => press(page, words.scrub));
    expect(namesOf(zipped)).toEqual(["here.jpg", "there.jpg"]);
    const { exif } = await sharp(zipped.find(({ name }) => name === "there.jpg")!.bytes).metadata();
    expect(exif?.includes("By the fountain")).toBe(true);
    expect(exif?.includes(Buffer.from([0, 2, 0, 5, 0, 0, 0, 3]))).toBe(false); // GPSLatitude, three rationals
    await expect(dialog(page)).toHaveCount(0);
  });

  test("converts them by a recipe into a ZIP with names by a template", { tag: "@store" }, async ({ page }) => {
    await press(page, words.convert);
    await expect(dialog(page)).toContainText(zipMessages.title(2));
    await dialog(page).getByLabel(recipeMessages.named.square.name).check();
    const template = dialog(page).getByLabel(zipMessages.names);
    await template.fill("{colour}");
    await expect(dialog(page)).toContainText("{number}, {width}, {height}, {date}");
    await dialog(page).getByRole("button", { name: zipMessages.make }).click();
    await expect(template).toBeVisible(); // refused
    await template.fill("{number} {name} {width}");
    await expect(dialog(page)).toContainText(zipMessages.example("1 here 1080.jpg"));
    await expectAccessible(page);
    const zipped = await saved(page, () => dialog(page).getByRole("button", { name: zipMessages.make }).click());
    expect(namesOf(zipped)).toEqual(["1 here 1080.jpg", "2 there 1080.jpg"]);
    expect(await sharp(zipped[0]!.bytes).metadata()).toMatchObject({ format: "jpeg", width: 1080, height: 1080 });
    await expect(dialog(page)).toHaveCount(0);
    await expect(bar(page)).toContainText(words.chosen(2));
  });

  test("converts them by a recipe of one's own", async ({ page }) => {
    const own = JSON.stringify([{ name: "Tiny", query: "format=png&width=32" }]);
    await page.evaluate((text) => localStorage.setItem("proofsheet.recipes", text), own);
    await press(page, words.convert);
    await dialog(page).getByLabel("Tiny").check();
    const zipped = await saved(page, () => dialog(page).getByRole("button", { name: zipMessages.make }).click());
    expect(await sharp(zipped[0]!.bytes).metadata()).toMatchObject({ format: "png", width: 32 });
  });

  test("waits while the server is busy, says how far it is, and can be cancelled", async ({ page, expectConsole }) => {
    expectConsole(/503/);
    let busy = true;
    await page.route("**/convert?*", (route) =>
      busy ? route.fulfill({ status: 503, headers: { "retry-after": "1" } }) : route.continue(),
    );
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zipMessages.make }).click();
    await expect(dialog(page).getByRole("progressbar", { name: zipMessages.making })).toHaveAttribute("value", "0");
    await expect(dialog(page)).toContainText(zipMessages.waits);
    await dialog(page).getByRole("button", { name: siteMessages.cancel }).click();
    await expect(dialog(page)).toHaveCount(0);
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zipMessages.make }).click();
    await expect(dialog(page)).toContainText(zipMessages.waits);
    const saving = page.waitForEvent("download");
    busy = false;
    expect(await entries(await saving)).toHaveLength(2);
  });

  test("names what could not be made, and offers the others", { tag: "@store" }, async ({
    page,
    visitor,
    expectConsole,
  }) => {
    expectConsole(/415/);
    await visitor.failed(await textNamedJpg("letter.jpg"));
    await page.reload();
    for (const name of ["here.jpg", "letter.jpg"]) await box(page, name).setChecked(true);
    await expect(bar(page)).toContainText(/[23] chosen/);
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zipMessages.make }).click();
    await expect(dialog(page).getByRole("alert")).toContainText("letter.jpg");
    const zipped = await saved(page, () =>
      dialog(page)
        .getByRole("button", { name: /^Download the other/ })
        .click(),
    );
    expect(namesOf(zipped)).toContain("here.webp");
    expect(zipped.find(({ name }) => name === "errors.txt")?.bytes.toString()).toContain("letter.jpg");
  });

  test("a delete is taken back", async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    await expect(page.getByRole("status").filter({ hasText: deletionMessages.waiting(2) })).toBeVisible();
    const takeBack = page.getByRole("button", { name: deletionMessages.takeBack });
    await expect(takeBack).toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab"); // who is there by key has all the time there is
    await expect(page.getByText(deletionMessages.held, { exact: true })).toBeVisible();
    await expectAccessible(page);
    await takeBack.click();
    await expect(frames(page)).toHaveCount(3);
    await expect(bar(page)).toContainText(words.chosen(2));
    expect(await left(visitor)).toHaveLength(3);
  });

  test("a delete is sent after some seconds, also from another page", { tag: "@store" }, async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    expect(await left(visitor)).toHaveLength(3);
    await frame(page, "kept.jpg").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: "kept.jpg" })).toBeVisible();
    await expect(page.getByRole("button", { name: deletionMessages.takeBack })).toBeVisible();
    await expect.poll(async () => (await left(visitor)).length).toBe(1);
    await page.goBack();
    await expect(frames(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: deletionMessages.takeBack })).toHaveCount(0);
  });

  test("a delete is sent when the page goes", async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    await page.goto("about:blank");
    await expect.poll(async () => (await left(visitor)).length).toBe(1);
  });

  test("a delete that fails brings the pictures back and says so", async ({ page, visitor, expectConsole }) => {
    expectConsole(/500/);
    await page.route("**/api/images?ids=*", (route) => route.fulfill({ status: 500 }));
    await press(page, words.remove);
    await expect(page.getByRole("alert").filter({ hasText: deletionMessages.failed(2) })).toBeVisible();
    await expect(frames(page)).toHaveCount(3);
    await page.getByRole("button", { name: deletionMessages.close }).click();
    await expect(page.getByText(deletionMessages.failed(2))).toHaveCount(0);
    expect(await left(visitor)).toHaveLength(3);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("chosen pictures are downloaded, scrubbed, converted and deleted", { tag: "@store" }, async ({
    page,
    visitor,
    enter,
  }) => {
    await fill(visitor, "c.jpg", "b.jpg", "a.jpg");
    await enter(visitor);
    await page.goto("/?sort=name");
    for (const name of ["a.jpg", "c.jpg"]) await box(page, name).check();
    const form = page.getByRole("form", { name: words.title });
    const download = (name: string) => saved(page, () => form.getByRole("button", { name }).click());
    expect(namesOf(await download(words.originals))).toEqual(["a.jpg", "c.jpg"]);
    expect(namesOf(await download(words.scrub))).toEqual(["a.jpg", "c.jpg"]);
    expect(namesOf(await download(words.convertTo("WebP")))).toEqual(["a.webp", "c.webp"]);
    await form.getByRole("button", { name: words.remove }).click();
    await dialog(page).getByRole("button", { name: words.removeConfirm }).click();
    await expect(frames(page)).toHaveCount(1);
    await expect(page).toHaveURL(/\?sort=name$/);
    expect(await left(visitor)).toHaveLength(1);
  });
});
