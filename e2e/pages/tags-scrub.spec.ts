/** The pages of all tags and of the proof, with script and without. */
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { cutOff, drawnBy, hiddenUnderAlpha, photo, SERIAL, withPlace } from "#e2e/pictures.ts";
import { bytesOf } from "#e2e/visitor.ts";
import { imageMessages } from "#messages/picture.ts";
import { removalMessages } from "#messages/report.ts";
import { proofMessages, scrubMessages, tagMessages } from "#messages/scrub.ts";
import { REMOVAL_KINDS, type RemovalKind } from "#picture/privacy/removal.ts";

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
      await page.getByText(/^In the original it finds \d+ tags of it$/).click();
      await expect(page.getByRole("row", { name: /^GPSLatitude GPS/ }).first()).toBeVisible();
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: /Download the copy/ }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toBe("fountain.jpg");
      expect((await sharp(await download.path()).metadata()).exif?.includes(SERIAL)).toBe(true);
    });
  });
}

test("a drawing comes without what it says, and still as a drawing", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await drawnBy());
  await enter(visitor);
  await page.goto(`/images/${id}`);
  await page.getByRole("link", { name: removalMessages.ready.all, exact: true }).click();
  await expect(page.getByText(proofMessages.verdict.out)).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download the copy/ }).click();
  const bytes = readFileSync(await (await downloading).path(), "utf8");
  expect(bytes).not.toMatch(/Ada|secret-map|51\.508/);
  expect(bytes).toMatch(/<rect [^>]*fill="#1f7a4d"/);
});

test("what is found is chosen already, and what is chosen goes", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await withPlace());
  await visitor.json(`/api/images/${id}/report`);
  await enter(visitor);
  await page.goto(`/images/${id}`);
  const told = page.getByRole("region", { name: imageMessages.givesAway, exact: true });
  await told.getByText(removalMessages.choose, { exact: true }).first().click();
  const box = (kind: RemovalKind) => told.getByRole("checkbox", { name: removalMessages.kinds[kind].name });
  await expect(box("people")).toBeChecked();
  await expect(box("credentials")).not.toBeChecked();
  for (const kind of REMOVAL_KINDS) await box(kind).setChecked(kind === "people" || kind === "devices");
  await told.getByRole("button", { name: removalMessages.make }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: proofMessages.pageTitle("people and devices") }),
  ).toBeVisible();
  // The make of the camera is in the name of its software, which was to stay.
  await expect(page.getByText(proofMessages.verdict.elsewhere)).toBeVisible();
  await expect(page.getByRole("row", { name: /^Lumen 0x0131/ })).toBeVisible();
  const copy = await visitor.fetch(`/api/images/${id}/scrub?remove=people,devices`);
  const bytes = await bytesOf(copy);
  expect([bytes.includes(SERIAL), bytes.includes("Ada Example"), bytes.includes("By the fountain")]).toEqual([
    false,
    false,
    true,
  ]);
});

test("of a file that could not be read whole nothing is proved", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await cutOff());
  await enter(visitor);
  await page.goto(`/images/${id}/scrub?remove=location`);
  await expect(page.getByText(proofMessages.verdict.unknown)).toBeVisible();
  await expect(page.getByText(proofMessages.couldNotRead)).toBeVisible();
  await expect(page.getByText(proofMessages.noneInRest)).toBeVisible();
  await expect(page.getByText(proofMessages.none, { exact: true })).toHaveCount(0);
});

test("what only a conversion takes out is named, and not called out", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await hiddenUnderAlpha());
  await enter(visitor);
  await page.goto(`/images/${id}/scrub?remove=all`);
  await expect(page.getByText(proofMessages.verdict.stays)).toBeVisible();
  const link = page.getByRole("link", { name: proofMessages.byConversion });
  await expect(link).toHaveAttribute("href", `/images/${id}#convert`);
});

test("of a picture without any of it nothing is said to be out", async ({ page, visitor, enter }) => {
  const { id } = await visitor.ready(await photo());
  await enter(visitor);
  await page.goto(`/images/${id}/scrub?remove=location`);
  await expect(page.getByText(proofMessages.verdict.none)).toBeVisible();
  await expect(page.getByText(proofMessages.identical)).toBeVisible();
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
