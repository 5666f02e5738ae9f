/** Everything that a person can do, in a browser that runs no script. */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { clear, type Picture, photo, SERIAL, textNamedJpg, uncompressed, withPlace } from "#e2e/pictures.ts";
import { deleteEverything, expectEmpty, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { convertMessages } from "#messages/convert.ts";
import { galleryItemMessages as frameWords, sheetMessages } from "#messages/gallery.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { siteMessages } from "#messages/site.ts";

test.use({ javaScriptEnabled: false, settings: { MAX_UPLOAD_BYTES: "2000000" } });

const send = async (page: Page, ...pictures: Picture[]) => {
  await page.getByLabel(sheetMessages.choose).setInputFiles(pictures);
  await page.getByRole("button", { name: sheetMessages.send }).click();
};

test("sends files by the plain form, and comes back to the sheet", { tag: "@store" }, async ({ page }) => {
  await page.goto("/");
  await expectEmpty(page);
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await send(page, await photo("beach.jpg"), await clear("logo.png"));
  expect((await posted).status()).toBe(303);
  await expect(page).toHaveURL(/\/$/);
  await expect(frames(page)).toHaveCount(2);
  await expectShown(page, "beach.jpg");
  await expectShown(page, "logo.png");
});

test("says once, above the gallery, what was not taken", async ({ page }) => {
  await page.goto("/");
  await send(page, await uncompressed("large.tif", { width: 1000, height: 700 }), await photo("fits.jpg"));
  const notices = page.getByRole("alert").filter({ hasText: sheetMessages.refusedTitle });
  await expect(notices).toContainText("large.tif");
  await expect(notices).toContainText("2 MB");
  await expect(frames(page)).toHaveCount(1);
  await page.goto("/");
  await expect(frames(page)).toHaveCount(1);
  await expect(notices).toHaveCount(0);
});

test("asks for a file before it sends the form", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: sheetMessages.send }).click();
  await expect(page.locator("input:invalid")).toHaveCount(1);
  await expectEmpty(page);
});

test("loads the page again while a picture is in work, and not afterwards", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const picture = await photo("announced.jpg");
  const files = [{ name: picture.name, bytes: picture.buffer.length, mediaType: picture.mimeType }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const { target } = (await begun.json()).uploads[0];
  await enter(visitor);
  await page.goto("/");
  await expect(frame(page, "announced.jpg")).toContainText(frameWords.pending);
  await expect(page.locator("meta[http-equiv=refresh]")).toHaveCount(1);
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(target.fields)) form.append(name, value);
  form.append("file", new File([new Uint8Array(picture.buffer)], picture.name));
  expect((await fetch(target.url, { method: "POST", body: form })).ok).toBe(true);
  await expectShown(page, "announced.jpg");
  await expect(page.locator("meta[http-equiv=refresh]")).toHaveCount(0);
});

test("shows a picture's page and downloads a conversion of it", async ({ page, visitor, enter }) => {
  await visitor.ready(await withPlace("fountain.jpg"));
  await enter(visitor);
  await page.goto("/");
  await frame(page, "fountain.jpg").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "fountain.jpg" })).toBeVisible();
  await expect(page.getByText(SERIAL).first()).toBeVisible();
  const form = page.getByRole("region", { name: convertMessages.title, exact: true });
  await form.getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await form.getByLabel(convertMessages.height).fill("100");
  const saving = page.waitForEvent("download");
  await form.getByRole("button", { name: convertMessages.download }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe("fountain.webp");
  const bytes = Buffer.concat(await (await file.createReadStream()).toArray());
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 150, height: 100 });
});

test("deletes one picture", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await photo("one.jpg"));
  await visitor.ready(await photo("two.jpg"));
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await page.getByRole("button", { name: siteMessages.remove, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.removeConfirm }).click();
  await expect(frames(page)).toHaveCount(1);
  await expect(frame(page, "two.jpg")).toBeVisible();
});

test("tries a failed picture again, and deletes it from the sheet", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  await visitor.failed(await textNamedJpg("letter.jpg"));
  await enter(visitor);
  await page.goto("/");
  await frame(page, "letter.jpg").getByRole("button", { name: siteMessages.retry }).click();
  await expect(frame(page, "letter.jpg")).toContainText("not a picture");
  await frame(page, "letter.jpg").getByRole("button", { name: siteMessages.remove }).click();
  await expectEmpty(page);
});

test("deletes everything", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("one.jpg"));
  await visitor.ready(await photo("two.jpg"));
  await enter(visitor);
  await page.goto("/");
  await deleteEverything(page);
  await expectEmpty(page);
});
