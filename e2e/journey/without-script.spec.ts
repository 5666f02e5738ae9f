/** The same way in a browser that runs no script. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, SERIAL, withPlace } from "#e2e/pictures.ts";
import { deleteEverything, expectEmpty, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { unzip } from "#e2e/zip.ts";
import { choosing, convert, image, receipt, scrub, selection, sheet, site } from "#words.ts";
import { saved } from "./downloads.ts";

test.use({ javaScriptEnabled: false });

test("by plain forms and links alone", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel(sheet.choose).setInputFiles([await withPlace("fountain.jpg"), await photo("beach.jpg")]);
  await page.getByRole("button", { name: sheet.send }).click();
  for (const name of ["fountain.jpg", "beach.jpg"]) await expectShown(page, name);

  await frame(page, "fountain.jpg").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "fountain.jpg" })).toBeVisible();
  await expect(page.getByText(SERIAL).first()).toBeVisible();
  const form = page.getByRole("region", { name: convert.title, exact: true });
  await form.getByLabel(convert.format).selectOption({ label: "PNG" });
  await form.getByLabel(convert.height).fill("100");
  const converted = await saved(page, () => form.getByRole("button", { name: convert.download }).click());
  expect(converted.name).toBe("fountain.png");
  expect(await sharp(converted.bytes).metadata()).toMatchObject({ format: "png", width: 150, height: 100 });

  await page.getByRole("link", { name: scrub.open.all }).click();
  await expect(page.getByText(scrub.noPlace("13.42"))).toBeVisible();
  const copy = await saved(page, () => page.getByRole("link", { name: /Download the copy/ }).click());
  expect(copy.bytes.includes(SERIAL)).toBe(false);
  await page.getByRole("link", { name: scrub.back }).click();
  await page.getByRole("link", { name: image.back }).click();

  for (const name of ["fountain.jpg", "beach.jpg"])
    await page.getByRole("checkbox", { name: choosing.choose(name), exact: true }).check();
  const chosen = page.getByRole("form", { name: selection.title });
  const pack = chosen.getByRole("button", { name: selection.convertTo("WebP") });
  const packed = unzip((await saved(page, () => pack.click())).bytes);
  expect(packed.map(({ name }) => name).sort()).toEqual(["beach.webp", "fountain.webp"]);

  await frame(page, "beach.jpg").getByRole("link").click();
  await page.getByRole("button", { name: site.remove, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: image.removeConfirm }).click();
  await expect(frames(page)).toHaveCount(1);
  await deleteEverything(page);
  await expect(page.getByRole("region", { name: receipt.title })).toContainText("One picture");
  await expectEmpty(page);
});
