/** Before and after, in one window. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { recipeMessages, convertMessages as words } from "#messages/convert.ts";
import { viewerMessages } from "#messages/picture.ts";

const stage = (page: Page) => page.getByRole("region", { name: viewerMessages.label });
const line = (page: Page) => page.getByRole("slider", { name: viewerMessages.split });
/** Boxes of what lies left and right of the line. */
const boxes = (page: Page) =>
  stage(page).evaluate((element) =>
    [...element.querySelectorAll("img")]
      .filter((img) => img.checkVisibility({ visibilityProperty: true }))
      .map((img) => {
        const { x, y, width, height } = img.getBoundingClientRect();
        return { x, y, width, height };
      }),
  );

test("the result lies over the picture, at the same place at every zoom, and the line goes where it is sent", {
  tag: "@store",
}, async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await photo("beach.jpg", { width: 1200, height: 800 }));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(line(page)).toHaveCount(0);
  await page.getByLabel(words.format, { exact: true }).selectOption("webp");
  await expect(line(page)).toHaveAttribute("aria-valuenow", "50");
  await expect(stage(page).getByRole("img", { name: viewerMessages.resultAlt })).toBeVisible();
  await page.getByRole("button", { name: viewerMessages.closer }).click();
  const [picture, result] = await boxes(page);
  expect(result).toEqual(picture);
  await line(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(line(page)).toHaveAttribute("aria-valuenow", "48");
  await page.keyboard.press("End");
  await expect(line(page)).toHaveAttribute("aria-valuenow", "100");
  await page.keyboard.press("Home");
  await expect(line(page)).toHaveAttribute("aria-valuenow", "0");
  const { x, y, width, height } = (await stage(page).boundingBox())!;
  await page.mouse.move(x + 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.3, y + height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(line(page)).toHaveAttribute("aria-valuenow", "30");
});

test("what is cut is compared with the picture cut the same way", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await photo("beach.jpg", { width: 1200, height: 800 }));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await page.getByRole("button", { name: new RegExp(recipeMessages.named.square.name) }).click();
  await expect(line(page)).toBeVisible();
  await expect
    .poll(async () => (await boxes(page)).slice(-2).map(({ width, height }) => Math.round((width / height) * 100)))
    .toEqual([100, 100]);
});

test("another picture begins without a result", async ({ page, visitor, enter }) => {
  const one = await visitor.ready(await photo("one.jpg"));
  const two = await visitor.ready(await photo("two.jpg"));
  await enter(visitor);
  await page.goto(`/images/${one.id}`);
  await page.getByLabel(words.format, { exact: true }).selectOption("webp");
  await expect(line(page)).toBeVisible();
  await page.goto(`/images/${two.id}`);
  await expect(line(page)).toHaveCount(0);
});
