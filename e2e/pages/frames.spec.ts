/** Pictures of several frames or pages, files that are cut off, and what a format loses. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, clear, cutOff, manyPages, movingFrames, noisy, type Picture } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { convertMessages, lossMessages } from "#messages/convert.ts";
import { imageMessages, filmstripMessages as words } from "#messages/picture.ts";

async function open(page: Page, visitor: Visitor, enter: (visitor: Visitor) => Promise<void>, picture: Picture) {
  const sent = await visitor.ready(picture);
  await enter(visitor);
  await page.goto(`/images/${sent.id}`);
  return sent;
}

const strip = (page: Page, kind: "frame" | "page" = "frame") =>
  page.getByRole("navigation", { name: words.title[kind] });
const form = (page: Page) => page.getByRole("region", { name: convertMessages.title, exact: true });

async function saved(page: Page, press: () => Promise<void>) {
  const saving = page.waitForEvent("download");
  await press();
  const file = await saving;
  return Buffer.concat(await (await file.createReadStream()).toArray());
}

const dominant = async (bytes: Buffer) => (await sharp(bytes).stats()).dominant;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("a frame is looked at, converted and downloaded", { tag: "@store" }, async ({ page, visitor, enter }) => {
      await open(page, visitor, enter, await animatedGif());
      await expect(strip(page)).toContainText("3 frames · 0.3 s · plays for ever");
      await expect(strip(page).getByRole("listitem")).toHaveCount(3);
      await strip(page)
        .getByRole("link", { name: /^Frame 2 0\.1 s$/ })
        .click();
      await expect(page).toHaveURL(/\?page=1$/);
      await expect(strip(page).getByRole("link", { name: /^Frame 2 / })).toHaveAttribute("aria-current", "true");
      await expect(strip(page).locator("[aria-current]")).toHaveCount(1);
      await expect(page.getByRole("img", { name: words.preview("frame", 2, "moving.gif") })).toBeVisible();
      await expect(form(page)).toContainText(words.about("frame", 2, 3));
      await form(page).getByLabel(convertMessages.format).selectOption({ label: "JPEG" });
      const press = () => form(page).getByRole("button", { name: convertMessages.download }).click();
      expect((await dominant(await saved(page, press))).g).toBeGreaterThan(200);
      const link = strip(page).getByRole("link", { name: words.download(2, "frame") });
      const png = await saved(page, () => link.click());
      expect([(await sharp(png).metadata()).format, (await dominant(png)).g > 200]).toEqual(["png", true]);
      await strip(page)
        .getByRole("link", { name: words.whole("frame") })
        .click();
      await expect(strip(page).locator("[aria-current]")).toHaveCount(0);
    });

    test("says what is lost before it converts", async ({ page, visitor, enter }) => {
      await open(page, visitor, enter, await clear());
      if (!javaScriptEnabled) await form(page).getByText(lossMessages.title).click();
      else await form(page).getByLabel(convertMessages.format).selectOption({ label: "JPEG" });
      await expect(
        form(page)
          .getByText(lossMessages.some("JPEG", [lossMessages.codes.alpha]))
          .filter({ visible: true }),
      ).toHaveCount(1);
    });
  });
}

test("shows 24 of many frames at a time, and the others behind links", async ({ page, visitor, enter }) => {
  const { id } = await open(page, visitor, enter, await movingFrames(60));
  await expect(strip(page).getByRole("listitem")).toHaveCount(24);
  await strip(page)
    .getByRole("link", { name: words.later(25, 48) })
    .click();
  await strip(page)
    .getByRole("link", { name: words.later(49, 60) })
    .click();
  await expect(strip(page).getByRole("listitem")).toHaveCount(12);
  await strip(page)
    .getByRole("link", { name: /^Frame 60 / })
    .click();
  await expect(page).toHaveURL(new RegExp(`${id}\\?page=59$`));
  await expect(strip(page).getByRole("listitem")).toHaveCount(12);
  await expect(strip(page).getByRole("link", { name: words.earlier(25, 48) })).toBeVisible();
  const small = strip(page).getByRole("listitem").first().locator("img");
  await expect.poll(() => small.evaluate((img: HTMLImageElement) => img.naturalHeight)).toBe(12 * 40);
  expect(await small.evaluate((img) => [img.clientWidth, img.clientHeight])).toEqual([60, 40]); // its own part alone
});

test("shows the pages of a scan in their own sizes", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await manyPages());
  await strip(page, "page").getByRole("link", { name: "Page 2 60 × 20" }).click();
  const shown = page.getByRole("img", { name: words.preview("page", 2, "scan.tif") });
  await expect
    .poll(() => shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
    .toEqual([60, 20]);
  await expect(form(page).getByLabel(convertMessages.width)).toHaveAttribute("placeholder", "60");
});

test("opens a file that is cut off, says how much is missing, and converts what is there", async ({
  page,
  visitor,
  enter,
}) => {
  await open(page, visitor, enter, await cutOff());
  const told = page.getByRole("region", { name: imageMessages.givesAway, exact: true });
  await expect(told).toContainText(/about \d\d % of the picture is missing/);
  const bytes = await saved(page, () => form(page).getByRole("button", { name: convertMessages.download }).click());
  expect((await sharp(bytes).metadata()).width).toBe(600);
});

test("offers the original where the result is larger", { tag: "@store" }, async ({ page, visitor, enter }) => {
  const picture = await noisy();
  await open(page, visitor, enter, picture);
  await form(page).getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  await expect(form(page).getByText(lossMessages.larger).filter({ visible: true })).toHaveCount(1);
  await saved(page, () => form(page).getByRole("button", { name: convertMessages.download }).click());
  await expect(form(page).getByRole("status")).toContainText("larger");
  const original = form(page).getByRole("status").getByRole("link", { name: imageMessages.original });
  expect((await saved(page, () => original.click())).equals(picture.buffer)).toBe(true);
});

test("refuses frames that are not there, and answers for those that are", async ({ visitor }) => {
  const { id } = await visitor.ready(await animatedGif());
  for (const address of ["preview?page=3", "strip?from=24", "strip?from=1", "strip?size=2", "preview?page=x"]) {
    const answer = await visitor.fetch(`/api/images/${id}/${address}`);
    expect([address, answer.status, (await answer.json()).code]).toEqual([address, 400, "invalid_parameter"]);
  }
  const green = await visitor.fetch(`/api/images/${id}/preview?page=1`);
  expect((await dominant(Buffer.from(await green.arrayBuffer()))).g).toBeGreaterThan(200);
  const all = await visitor.fetch(`/api/images/${id}/strip`);
  expect(all.headers.get("content-type")).toBe("image/webp");
  expect(await sharp(Buffer.from(await all.arrayBuffer())).metadata()).toMatchObject({ width: 120, height: 240 });
});

test("the strip is within reach of everybody", async ({ page, visitor, enter }) => {
  const { id } = await open(page, visitor, enter, await movingFrames(60));
  for (const colorScheme of ["light", "dark"] as const) {
    for (const [width, query] of [
      [390, "?page=30"],
      [1440, ""],
      [1440, "?page=30"],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/images/${id}${query}`);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
