/** Looking at one picture closely: down to its pixels, by wheel, buttons, keys and hand. */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, type Picture, photo } from "#e2e/pictures.ts";
import { viewerMessages } from "#messages/picture.ts";

const stage = (page: Page) => page.getByRole("region", { name: viewerMessages.label });
const percent = async (page: Page) =>
  Number.parseInt((await page.getByRole("status", { name: viewerMessages.zoom }).textContent()) ?? "", 10);
/** Of the picture itself, not of what is laid over it. */
const box = async (page: Page) => (await stage(page).getByRole("img").first().boundingBox())!;
/** Pictures that lie over the preview and show: px of their files. */
const layers = (page: Page) =>
  stage(page).evaluate((element) =>
    [...element.querySelectorAll<HTMLImageElement>(":scope > * img")]
      .filter((img) => img.checkVisibility({ visibilityProperty: true }))
      .map((img) => ({ path: new URL(img.currentSrc).pathname, width: img.naturalWidth })),
  );

async function scan(name: string): Promise<Picture> {
  const pixels = { create: { width: 3000, height: 2000, channels: 3 as const, background: "#567" } };
  return { name, mimeType: "image/tiff", buffer: await sharp(pixels).tiff({ compression: "lzw" }).toBuffer() };
}

test("the wheel goes to the pixels, which are all there, and the hand moves them", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const image = await visitor.ready(await photo("large.jpg", { width: 3000, height: 2000 }));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await stage(page).hover();
  await expect(page.getByRole("status", { name: viewerMessages.zoom })).toBeVisible();
  const fits = await percent(page);
  expect(fits).toBeLessThan(60);
  expect(await layers(page)).toEqual([]);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, -300);
      return percent(page);
    })
    .toBeGreaterThanOrEqual(200);
  await expect.poll(() => layers(page)).toEqual([{ path: expect.stringContaining(image.id), width: 3000 }]);
  await expect(stage(page)).toHaveAttribute("data-pixels");
  const before = await box(page);
  const { x, y, width, height } = (await stage(page).boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 90, y + height / 2 + 40, { steps: 4 });
  await page.mouse.up();
  const after = await box(page);
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([90, 40]);
  await page.mouse.dblclick(x + 20, y + 20);
  expect(await percent(page)).toBe(fits);
});

test("a mouse that was let go elsewhere holds nothing when it is back", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await photo("large.jpg", { width: 3000, height: 2000 }));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await stage(page).hover();
  await expect(page.getByRole("status", { name: viewerMessages.zoom })).toBeVisible();
  const { x, y, width, height } = (await stage(page).boundingBox())!;
  await page.mouse.move(x + 1, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x - 5, y + height / 2, { steps: 3 });
  await page.mouse.up();
  await page.getByRole("button", { name: viewerMessages.closer }).click();
  await page.getByRole("button", { name: viewerMessages.closer }).click();
  const before = await box(page);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width / 2 + 80, y + height / 2 + 30, { steps: 4 });
  expect(await box(page)).toEqual(before);
});

test("keys and buttons do the same", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await photo("large.jpg", { width: 3000, height: 2000 }));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await stage(page).focus();
  await expect(page.getByRole("status", { name: viewerMessages.zoom })).toBeVisible();
  const fits = await percent(page);
  await page.keyboard.press("+");
  expect(await percent(page)).toBeGreaterThan(fits * 1.4);
  await page.keyboard.press("1");
  expect(await percent(page)).toBe(100);
  const before = await box(page);
  await page.keyboard.press("ArrowRight");
  expect((await box(page)).x).toBeLessThan(before.x);
  await page.keyboard.press("0");
  expect(await percent(page)).toBe(fits);
  await page.getByRole("button", { name: viewerMessages.closer }).click();
  expect(await percent(page)).toBeGreaterThan(fits * 1.4);
  await page.getByRole("button", { name: viewerMessages.further }).click();
  expect(await percent(page)).toBe(fits);
  await page.getByRole("button", { name: viewerMessages.actualName }).click();
  expect(await percent(page)).toBe(100);
  await page.getByRole("button", { name: viewerMessages.fit }).click();
  expect(await percent(page)).toBe(fits);
});

test("what no browser shows is shown by a conversion with all its pixels", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await scan("scan.tif"));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await page.getByRole("button", { name: viewerMessages.actualName }).click();
  await expect.poll(() => layers(page)).toEqual([expect.objectContaining({ width: 3000 })]);
});

test("an animation is still until it is played", { tag: "@store" }, async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await animatedGif());
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(stage(page).getByRole("img")).toBeVisible();
  expect(await layers(page)).toEqual([]);
  await page.getByRole("button", { name: viewerMessages.play }).click();
  await expect.poll(() => layers(page)).toHaveLength(1);
  await page.getByRole("button", { name: viewerMessages.stop }).click();
  await expect.poll(() => layers(page)).toEqual([]);
});

test("on a narrow page the wheel scrolls on, and pinching zooms", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await photo("large.jpg", { width: 3000, height: 2000 }));
  await page.setViewportSize({ width: 390, height: 844 });
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await stage(page).hover();
  await expect(page.getByRole("status", { name: viewerMessages.zoom })).toBeVisible();
  const fits = await percent(page);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await percent(page)).toBe(fits);
  const { x, y, width, height } = (await stage(page).boundingBox())!;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const protocol = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number | null) =>
    protocol.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: apart === null ? [] : [-apart, apart].map((by, id) => ({ x: middle.x + by, y: middle.y, id })),
    });
  await touch("touchStart", 20);
  for (const apart of [30, 45, 60]) await touch("touchMove", apart);
  await touch("touchEnd", null);
  await expect.poll(() => percent(page)).toBeGreaterThan(fits * 1.5);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("the picture is there, and no button that would do nothing", async ({ page, visitor, enter }) => {
    const image = await visitor.ready(await photo());
    await enter(visitor);
    await page.goto(`/images/${image.id}`);
    await expect(stage(page).getByRole("img")).toBeVisible();
    await expect(page.getByRole("button", { name: viewerMessages.closer })).toBeHidden();
  });
});
