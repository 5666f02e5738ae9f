/** The same way in a browser that runs no script. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, SERIAL, withPlace } from "#e2e/pictures.ts";
import { deleteEverything, expectEmpty, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { unzip } from "#e2e/zip.ts";
import { convertMessages } from "#messages/convert.ts";
import { deletionReceiptMessages, sheetMessages } from "#messages/gallery.ts";
import { imageMessages } from "#messages/picture.ts";
import { removalMessages } from "#messages/report.ts";
import { proofMessages, tagMessages } from "#messages/scrub.ts";
import { choosingMessages, selectionMessages } from "#messages/selection.ts";
import { siteMessages } from "#messages/site.ts";
import { saved } from "./downloads.ts";

test.use({ javaScriptEnabled: false });

test("by plain forms and links alone", async ({ page }) => {
  await page.goto("/");
  await page
    .getByLabel(sheetMessages.choose)
    .setInputFiles([await withPlace("fountain.jpg"), await photo("beach.jpg")]);
  await page.getByRole("button", { name: sheetMessages.send }).click();
  for (const name of ["fountain.jpg", "beach.jpg"]) await expectShown(page, name);

  await frame(page, "fountain.jpg").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "fountain.jpg" })).toBeVisible();
  await expect(page.getByText(SERIAL).first()).toBeVisible();
  const form = page.getByRole("region", { name: convertMessages.title, exact: true });
  await form.getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  await form.getByLabel(convertMessages.height).fill("100");
  const converted = await saved(page, () => form.getByRole("button", { name: convertMessages.download }).click());
  expect(converted.name).toBe("fountain.png");
  expect(await sharp(converted.bytes).metadata()).toMatchObject({ format: "png", width: 150, height: 100 });

  await page.getByRole("link", { name: removalMessages.ready.all, exact: true }).click();
  await expect(page.getByText(proofMessages.none)).toBeVisible();
  const copy = await saved(page, () => page.getByRole("link", { name: /Download the copy/ }).click());
  expect(copy.bytes.includes(SERIAL)).toBe(false);
  await page.getByRole("link", { name: tagMessages.back }).click();
  await page.getByRole("link", { name: imageMessages.back }).click();

  for (const name of ["fountain.jpg", "beach.jpg"])
    await page.getByRole("checkbox", { name: choosingMessages.choose(name), exact: true }).check();
  const chosen = page.getByRole("form", { name: selectionMessages.title });
  const pack = chosen.getByRole("button", { name: selectionMessages.convertTo("WebP") });
  const packed = unzip((await saved(page, () => pack.click())).bytes);
  expect(packed.map(({ name }) => name).sort()).toEqual(["beach.webp", "fountain.webp"]);

  await frame(page, "beach.jpg").getByRole("link").click();
  await page.getByRole("button", { name: siteMessages.remove, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: imageMessages.removeConfirm }).click();
  await expect(frames(page)).toHaveCount(1);
  await deleteEverything(page);
  await expect(page.getByRole("region", { name: deletionReceiptMessages.title })).toContainText("One picture");
  await expectEmpty(page);
});
