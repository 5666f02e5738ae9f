/** The whole way of some pictures in a browser with script: sent, looked at, converted, scrubbed, packed and deleted. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { clear, photo, SERIAL, uniqueName, withPlace } from "#e2e/pictures.ts";
import { choose, deleteEverything, expectEmpty, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { unzip } from "#e2e/zip.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import { convertMessages } from "#messages/convert.ts";
import { deletionReceiptMessages } from "#messages/gallery.ts";
import { imageMessages, viewerMessages } from "#messages/picture.ts";
import { removalMessages } from "#messages/report.ts";
import { proofMessages, tagMessages } from "#messages/scrub.ts";
import { selectionMessages } from "#messages/selection.ts";
import { saved } from "./downloads.ts";

test("from files on this machine to the receipt", async ({ page, server }) => {
  const name = uniqueName();
  const stem = name.replace(".jpg", "");
  const original = await withPlace(name);
  await page.goto("/");
  await choose(page, original, await photo("beach.jpg"), await clear("logo.png"));
  for (const sent of [name, "beach.jpg", "logo.png"]) await expectShown(page, sent);
  await expect(frame(page, name).getByText(disclosedLabel("location"), { exact: true })).toBeVisible();

  await frame(page, name).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(SERIAL).first()).toBeVisible();
  const form = page.getByRole("region", { name: convertMessages.title, exact: true });
  await form.getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await form.getByLabel(convertMessages.width).fill("300");
  await expect(page.getByRole("slider", { name: viewerMessages.split })).toBeVisible();
  const save = form.getByRole("button", { name: /^Download WebP, / });
  const converted = await saved(page, () => save.click());
  expect(converted.name).toBe(`${stem}.webp`);
  expect(await sharp(converted.bytes).metadata()).toMatchObject({ format: "webp", width: 300, height: 200 });
  const whole = await saved(page, () => page.getByRole("link", { name: imageMessages.original }).first().click());
  expect(whole.bytes.equals(original.buffer)).toBe(true);

  await page.getByRole("link", { name: removalMessages.ready.location, exact: true }).click();
  await expect(page.getByText(proofMessages.none)).toBeVisible();
  const copy = await saved(page, () => page.getByRole("link", { name: /Download the copy/ }).click());
  expect(copy.bytes.includes(SERIAL)).toBe(true);
  const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
  expect((await pixels(copy.bytes)).equals(await pixels(original.buffer))).toBe(true);
  await page.getByRole("link", { name: tagMessages.back }).click();
  await page.getByRole("link", { name: imageMessages.back }).click();

  await expect(frames(page)).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+a");
  const bar = page.getByRole("region", { name: selectionMessages.title });
  await expect(bar).toContainText(selectionMessages.chosen(3));
  const download = bar.getByRole("button", { name: selectionMessages.download, exact: true });
  const packed = unzip((await saved(page, () => download.click())).bytes);
  expect(packed.map((entry) => entry.name).sort()).toEqual(["beach.jpg", "logo.png", name].sort());
  expect(packed.find((entry) => entry.name === name)?.bytes.equals(original.buffer)).toBe(true);

  expect(await server.place.holding(stem)).not.toEqual([]);
  await deleteEverything(page);
  await expect(page.getByRole("region", { name: deletionReceiptMessages.title })).toContainText("3 pictures");
  await expectEmpty(page);
  await expect.poll(() => server.place.holding(stem)).toEqual([]);
});
