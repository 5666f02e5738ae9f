import { hooked } from "#components/page-hooks.ts";
import { expect, test } from "#e2e/fixtures.ts";
import { expectAccessible } from "#e2e/page-rules.ts";
import { dot, type Picture, photo } from "#e2e/pictures.ts";
import { frame, frames } from "#e2e/sheet-page.ts";
import { selectionMessages as words } from "#messages/selection.ts";

import { bar, box, chosen, fill, press, saved } from "./selecting.ts";

test.describe("choosing", () => {
  test.beforeEach(async ({ page, visitor, enter }) => {
    await fill(visitor, "e.jpg", "d.jpg", "c.jpg", "b.jpg", "a.jpg");
    await enter(visitor);
    await page.goto("/");
    await expect(frames(page)).toHaveCount(5);
  });

  test("by click, in ranges with shift, and all; what is chosen is counted and told", async ({ page }) => {
    await box(page, "b.jpg").click();
    await expect(bar(page)).toContainText(words.chosen(1));
    await box(page, "d.jpg").click({ modifiers: ["Shift"] });
    await expect.poll(() => chosen(page)).toEqual(["b.jpg", "c.jpg", "d.jpg"]);
    await expect(bar(page)).toContainText(/3 chosen\s*[\d.]+ KB/);
    await expect(page.getByRole("status").filter({ hasText: words.chosen(3) })).toHaveCount(1);
    await box(page, "c.jpg").click();
    await expect.poll(() => chosen(page)).toEqual(["b.jpg", "d.jpg"]);
    await press(page, words.allLabel);
    await expect(bar(page)).toContainText(words.chosen(5));
    await expectAccessible(page);
    await press(page, words.clearLabel);
    await expect(bar(page)).toHaveCount(0);
    expect(await chosen(page)).toEqual([]);
  });

  test("a click on a picture opens it, and the choice is still there afterwards", async ({ page }) => {
    await box(page, "b.jpg").click();
    await expect(bar(page)).toBeVisible();
    await frame(page, "c.jpg").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: "c.jpg" })).toBeVisible();
    await page.goBack();
    await expect(bar(page)).toContainText(words.chosen(1));
    expect(await chosen(page)).toEqual(["b.jpg"]);
  });

  test("by keyboard alone", async ({ page }) => {
    await box(page, "a.jpg").focus();
    await page.keyboard.press("Space");
    await expect(bar(page)).toContainText(words.chosen(1));
    await page.keyboard.press("ArrowRight");
    await expect(box(page, "b.jpg")).toBeFocused();
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(() => chosen(page)).toEqual(["a.jpg", "b.jpg", "c.jpg"]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Tab");
    await expect(frame(page, "b.jpg").getByRole("link")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(frame(page, "c.jpg").getByRole("link")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(bar(page)).toHaveCount(0);
    await page.keyboard.press("ControlOrMeta+a");
    await expect(bar(page)).toContainText(words.chosen(5));
  });

  test("Enter on a box sends nothing", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await box(page, "a.jpg").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await expect(bar(page)).toContainText(words.chosen(1));
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    await expect(box(page, "b.jpg")).toBeFocused();
    expect(asked).not.toContain("/api/archive");
  });

  test("arrows go to the frame above and below", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await box(page, "a.jpg").focus();
    await page.keyboard.press("ArrowDown");
    const above = await frame(page, "a.jpg").boundingBox();
    const focused = page.locator(`${hooked("item")}:has(:focus)`);
    await expect(focused).not.toContainText("a.jpg");
    const below = await focused.boundingBox();
    expect(below!.y).toBeGreaterThan(above!.y + 50);
    expect(Math.abs(below!.x - above!.x)).toBeLessThan(50);
    await page.keyboard.press("ArrowUp");
    await expect(box(page, "a.jpg")).toBeFocused();
  });

  test("stays by picture while others arrive and go", async ({ page, visitor }) => {
    await box(page, "b.jpg").click();
    await box(page, "c.jpg").click();
    await expect(bar(page)).toContainText(words.chosen(2));
    const [, gone] = (await visitor.json<{ images: { id: string }[] }>("/api/images")).images;
    await visitor.fetch(`/api/images/${gone?.id}`, { method: "DELETE" });
    const more = await photo("z.jpg");
    const chooser = page.waitForEvent("filechooser");
    await page.locator("label[for=files]").click();
    await (await chooser).setFiles(more);
    await expect(frame(page, "z.jpg")).toBeVisible();
    await expect(frame(page, "b.jpg")).toHaveCount(0);
    await expect(bar(page)).toContainText(words.chosen(1));
    expect(await chosen(page)).toEqual(["c.jpg"]);
  });
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("a long press chooses, then taps do, while one is chosen", async ({ page, visitor, enter }) => {
    await fill(visitor, "b.jpg", "a.jpg");
    await enter(visitor);
    await page.goto("/");
    const touch = await page.context().newCDPSession(page);
    await frame(page, "a.jpg").scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await frame(page, "a.jpg").locator("img").boundingBox())!;
    const point = { x: x + width / 2, y: y + height / 2 };
    // The first touch brings the program too.
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
    await expect(bar(page)).toContainText(words.chosen(1));
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await frame(page, "b.jpg").getByRole("link").tap();
    await expect(bar(page)).toContainText(words.chosen(2));
    await frame(page, "a.jpg").getByRole("link").tap();
    await frame(page, "b.jpg").getByRole("link").tap();
    await expect(bar(page)).toHaveCount(0);
    await frame(page, "b.jpg").getByRole("link").tap();
    await expect(page.getByRole("heading", { level: 1, name: "b.jpg" })).toBeVisible();
  });
});

test("chooses all of a long sheet, also what is not shown yet, and downloads it", async ({ page, visitor, enter }) => {
  const one = await dot("dot.png");
  const pictures = Array.from({ length: 250 }, (_, i): Picture => ({ ...one, name: `${i + 1}.png` }));
  for (let at = 0; at < 250; at += 50) await visitor.send(...pictures.slice(at, at + 50));
  await enter(visitor);
  await page.goto("/?sort=oldest");
  await expect(frames(page)).toHaveCount(60);
  await page.keyboard.press("ControlOrMeta+a");
  await expect(bar(page)).toContainText(words.chosen(250));
  const zipped = await saved(page, () => press(page, words.download)); // too many for an address: by a form
  expect(zipped).toHaveLength(250);
});
