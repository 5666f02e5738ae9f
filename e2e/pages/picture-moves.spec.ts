/** From picture to picture and back to the sheet: by link, key and finger. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { dot, photo, withPlace } from "#e2e/pictures.ts";
import { frame } from "#e2e/sheet-page.ts";
import { imageMessages, moveMessages as words } from "#messages/picture.ts";
import { removalMessages } from "#messages/report.ts";
import { tagMessages } from "#messages/scrub.ts";
import { siteMessages } from "#messages/site.ts";

import { sent, shows, watched } from "./picture-page.ts";

const NAMES = ["1.png", "2.png", "3.png"];

const next = (page: Page) => page.getByRole("link", { name: words.next });
const previous = (page: Page) => page.getByRole("link", { name: words.previous });
/** Follows the link of a frame far down the sheet, and gives how far the sheet was scrolled then, px. */
async function leaveFrom(page: Page, name: string): Promise<number> {
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  const link = frame(page, name).getByRole("link").first();
  await link.scrollIntoViewIfNeeded();
  const leaving = link.evaluate(
    (element) => new Promise<number>((left) => element.addEventListener("click", () => left(scrollY), { once: true })),
  );
  await link.click();
  await shows(page, name);
  await watched(page);
  const was = await leaving;
  expect(was).toBeGreaterThan(100);
  return was;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("links lead from picture to picture, newest first, and end at the ends", async ({ page, visitor, enter }) => {
      const [oldest, , newest] = await sent(visitor, await Promise.all(NAMES.map(dot)));
      await enter(visitor);
      await page.goto(newest!);
      await expect(previous(page)).toHaveCount(0);
      await next(page).click();
      await shows(page, "2.png");
      await expect(previous(page)).toHaveAttribute("rel", "prev");
      await expect(next(page)).toHaveAttribute("rel", "next");
      await next(page).click();
      await shows(page, "1.png");
      await expect(page).toHaveURL(oldest!);
      await expect(next(page)).toHaveCount(0);
      await previous(page).click();
      await shows(page, "2.png");
    });

    test("the order of the sheet is kept wherever one goes", async ({ page, visitor, enter }) => {
      const [a] = await sent(visitor, [await photo("a.jpg"), await dot("b.png"), await photo("c.jpg")]);
      await enter(visitor);
      await page.goto(`${a}?sort=name&only=jpeg`);
      await expect(previous(page)).toHaveCount(0);
      await next(page).click();
      await shows(page, "c.jpg");
      await expect(page).toHaveURL(/\?sort=name&only=jpeg$/);
      await expect(next(page)).toHaveCount(0);
      await page.getByRole("link", { name: tagMessages.open }).click();
      await page.getByLabel(tagMessages.search).fill("width");
      await page.getByRole("button", { name: tagMessages.find }).click();
      await expect(page).toHaveURL(javaScriptEnabled ? /tags\?/ : /tags\?q=width&sort=name&only=jpeg$/);
      await page.getByRole("link", { name: tagMessages.back }).click();
      await page.getByRole("link", { name: removalMessages.ready.all, exact: true }).click();
      await page.getByRole("link", { name: tagMessages.back }).click();
      await previous(page).click();
      await shows(page, "a.jpg");
      await expect(page.getByRole("link", { name: imageMessages.back })).toHaveAttribute(
        "href",
        "/?sort=name&only=jpeg",
      );
    });

    test("what is deleted leads back to the sheet as it was sorted", async ({ page, visitor, enter }) => {
      const [a] = await sent(visitor, await Promise.all(["a.png", "b.png"].map(dot)));
      await enter(visitor);
      await page.goto(`${a}?sort=name`);
      await page.getByRole("button", { name: siteMessages.remove, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: imageMessages.removeConfirm }).click();
      await expect(page).toHaveURL(/\/\?sort=name$/);
      await expect(frame(page, "b.png")).toBeVisible();
      await expect(frame(page, "a.png")).toHaveCount(0);
    });

    test("all tags can be searched from the picture's own page", async ({ page, visitor, enter }) => {
      const [address] = await sent(visitor, [await withPlace()]);
      await enter(visitor);
      await page.goto(address!);
      await page.getByLabel(tagMessages.search).fill("GPSLatitudeRef");
      await page.getByRole("button", { name: tagMessages.find }).click();
      await expect(page).toHaveURL(/tags\?q=GPSLatitudeRef$/);
      await expect(page.getByRole("row", { name: /GPSLatitudeRef North/ }).first()).toBeVisible();
    });
  });
}

test("arrow keys go there too, but not out of a field", async ({ page, visitor, enter }) => {
  const [, , newest] = await sent(visitor, await Promise.all(NAMES.map(dot)));
  await enter(visitor);
  await page.goto(newest!);
  await watched(page);
  await page.getByLabel(tagMessages.search).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("ArrowLeft"); // at the end of the sheet
  await page.keyboard.press("ArrowRight");
  await shows(page, "2.png");
  await watched(page);
  await page.keyboard.press("ArrowRight");
  await shows(page, "1.png");
  await watched(page);
  await page.keyboard.press("ArrowLeft");
  await shows(page, "2.png");
});

test("the link that was followed keeps the focus on the next page", async ({ page, visitor, enter }) => {
  const [, , newest] = await sent(visitor, await Promise.all(NAMES.map(dot)));
  await enter(visitor);
  await page.goto(newest!);
  await watched(page);
  await next(page).focus();
  await page.keyboard.press("Enter");
  await shows(page, "2.png");
  await expect(next(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await shows(page, "1.png");
  await expect(previous(page)).toBeFocused();
});

test("Escape goes back to the sheet where it was, over every picture seen since", async ({ page, visitor, enter }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  await sent(visitor, await Promise.all(Array.from({ length: 8 }, (_, i) => photo(`${i}.jpg`, { height: 800 }))));
  await enter(visitor);
  const was = await leaveFrom(page, "1.jpg");
  const length = await page.evaluate(() => history.length);
  await page.keyboard.press("ArrowRight");
  await shows(page, "0.jpg");
  await watched(page);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(was);
  await expect(frame(page, "1.jpg")).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(length + 1); // back, and not on
});

test("the sheet that one comes back to is up to date", async ({ page, visitor, enter }) => {
  await sent(visitor, [await dot("1.png"), await dot("2.png")]);
  await enter(visitor);
  await page.goto("/");
  await frame(page, "1.png").getByRole("link").first().click();
  await shows(page, "1.png");
  await watched(page);
  await visitor.ready(await dot("3.png"));
  await page.keyboard.press("Escape");
  await expect(frame(page, "3.png")).toBeVisible();
});

test("a long sheet is scrolled further down than the picture's page is long", async ({ page, visitor, enter }) => {
  await page.setViewportSize({ width: 390, height: 500 });
  const [first, ...rest] = await Promise.all(
    Array.from({ length: 60 }, (_, i) => photo(`${i}.jpg`, { width: 400, height: 700 })),
  );
  await visitor.ready(first!);
  for (const image of await visitor.send(...rest)) await visitor.settled(image.id);
  await enter(visitor);
  const was = await leaveFrom(page, "0.jpg");
  expect(was).toBeGreaterThan(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight));
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(was);
});

test("the link back goes back where it was as well", async ({ page, visitor, enter }) => {
  await page.setViewportSize({ width: 390, height: 600 });
  await sent(visitor, await Promise.all(Array.from({ length: 8 }, (_, i) => photo(`${i}.jpg`, { height: 800 }))));
  await enter(visitor);
  const was = await leaveFrom(page, "0.jpg");
  await page.getByRole("link", { name: imageMessages.back }).click();
  await expect(page).toHaveURL("/");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(was);
});

test("Escape closes what is open first, and leads to the sheet who came from elsewhere", async ({
  page,
  visitor,
  enter,
}) => {
  const [address] = await sent(visitor, [await dot("1.png")]);
  await enter(visitor);
  await page.goto(`${address}?sort=name`);
  await watched(page);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(`${address}?sort=name`);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL("/?sort=name");
});

test("the next picture is fetched before it is asked for", { tag: "@store" }, async ({ page, visitor, enter }) => {
  const [older, newer] = await sent(visitor, [await photo("1.jpg"), await photo("2.jpg")]);
  await enter(visitor);
  const fetched = page.waitForRequest(`**/api${older}/preview`);
  await page.goto(newer!);
  await fetched;
});
