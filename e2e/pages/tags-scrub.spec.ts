/** The pages of all tags and of the proof, with script and without. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { SERIAL, svg, withPlace } from "#e2e/pictures.ts";
import { removalMessages } from "#messages/report.ts";
import { proofMessages, scrubMessages, tagMessages } from "#messages/scrub.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("all tags can be read and searched", async ({ page, visitor, enter }) => {
      const { id } = await visitor.ready(await withPlace("fountain.jpg"));
      await enter(visitor);
      await page.goto(`/images/${id}`);
      await page.getByRole("link", { name: tagMessages.open }).click();
      await expect(page.getByRole("heading", { level: 1, name: tagMessages.title })).toBeVisible();
      await page.getByText("EXIF:GPS", { exact: false }).first().click();
      await expect(page.getByRole("row", { name: /^GPSLatitudeRef North/ })).toBeVisible();
      await page.getByLabel(tagMessages.search).fill("serial");
      if (!javaScriptEnabled) await page.getByRole("button", { name: tagMessages.find }).click();
      await expect(page.getByRole("row", { name: SERIAL })).toBeVisible();
      await expect(page.getByRole("row", { name: /GPSLatitudeRef/ })).toHaveCount(0);
      await page.getByLabel(tagMessages.search).fill("no such tag");
      if (!javaScriptEnabled) await page.getByRole("button", { name: tagMessages.find }).click();
      await expect(page.getByText(tagMessages.none)).toBeVisible();
      await expect(page.getByRole("link", { name: tagMessages.csv })).toHaveAttribute(
        "href",
        `/api/images/${id}/tags?format=csv`,
      );
    });

    test("a copy without the place comes with its proof", { tag: "@store" }, async ({ page, visitor, enter }) => {
      const { id } = await visitor.ready(await withPlace("fountain.jpg"));
      await enter(visitor);
      await page.goto(`/images/${id}`);
      await page.getByRole("link", { name: removalMessages.ready.location, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: proofMessages.pageTitle("the place") })).toBeVisible();
      const hashes = await page.getByRole("definition").allTextContents();
      expect(hashes).toHaveLength(2);
      expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
      expect(hashes[1]).toBe(hashes[0]);
      await expect(page.getByText(proofMessages.none)).toBeVisible();
      await expect(page.getByRole("row", { name: /^GPSLatitude GPS/ }).first()).toBeVisible();
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: /Download the copy/ }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe("fountain.jpg");
      expect((await sharp(await download.path()).metadata()).exif?.includes(SERIAL)).toBe(true);
    });
  });
}

test("a drawing offers no copy, and its page says why", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await svg());
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await expect(page.getByRole("heading", { name: tagMessages.title })).toBeVisible();
  await expect(page.getByRole("heading", { name: removalMessages.title })).toHaveCount(0);
  await page.goto(`/images/${id}/scrub?remove=all`);
  await expect(page.getByRole("alert").filter({ hasText: proofMessages.refusedTitle })).toContainText("SVG");
});

test("the whole sheet comes without the place", async ({ page, visitor, enter }) => {
  await visitor.ready(await withPlace());
  await enter(visitor);
  await page.goto("/");
  const link = page.getByRole("link", { name: scrubMessages.wholeSheet });
  await expect(link).toHaveAttribute("href", "/api/archive?scrub=location");
});

for (const path of ["tags", "scrub?remove=all"]) {
  test(`the page ${path} of a picture that is gone is the not-found page`, async ({ page, expectConsole }) => {
    expectConsole(/status of 404/);
    const answer = await page.goto(`/images/01ARZ3NDEKTSV4RRFFQ69G5FAV/${path}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}
