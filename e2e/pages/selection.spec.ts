/** Choosing pictures on the sheet, and what is done with the chosen ones. */
import { readFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { expectAccessible } from "#e2e/page-rules.ts";
import { dot, type Picture, photo, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { frame, frames } from "#e2e/sheet-page.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { unzip, type ZipEntry } from "#e2e/zip.ts";
import { choosing, deletion, recipes, site, selection as words, zip } from "#words.ts";

const bar = (page: Page) => page.getByRole("region", { name: words.title });
const box = (page: Page, name: string) => page.getByRole("checkbox", { name: choosing.choose(name), exact: true });
const chosen = (page: Page) =>
  page.locator(".frame:has(> :checked) b").evaluateAll((all) => all.map(({ textContent }) => textContent));
const press = (page: Page, name: string) => bar(page).getByRole("button", { name, exact: true }).click();
const dialog = (page: Page) => page.getByRole("dialog");

/** `a.jpg` is the oldest: the sheet begins with the last of them. */
async function fill(visitor: Visitor, ...names: string[]): Promise<void> {
  for (const name of names) await visitor.ready(await photo(name, { width: 300, height: 200 }));
}

async function saved(page: Page, act: () => Promise<void>): Promise<ZipEntry[]> {
  const saving = page.waitForEvent("download");
  await act();
  return entries(await saving);
}

const entries = async (file: Download): Promise<ZipEntry[]> => unzip(readFileSync(await file.path()));
const namesOf = (zipped: ZipEntry[]) => zipped.map(({ name }) => name).sort();

/** How many pictures the server has, whatever the page shows. */
const left = async (visitor: Visitor) => (await visitor.json<{ images: unknown[] }>("/api/images?limit=500")).images;

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
    const focused = page.locator(".frame:has(:focus)");
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

test("chooses all of a long sheet, also what is not shown yet, and downloads it", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
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

test.describe("acting on the chosen ones", () => {
  test.beforeEach(async ({ page, visitor, enter }) => {
    await fill(visitor, "kept.jpg");
    await visitor.ready(await withPlace("there.jpg"));
    await fill(visitor, "here.jpg");
    await enter(visitor);
    await page.goto("/");
    await box(page, "here.jpg").click();
    await box(page, "there.jpg").click();
    await expect(bar(page)).toContainText(words.chosen(2));
  });

  test("downloads the originals", { tag: "@store" }, async ({ page }) => {
    expect(namesOf(await saved(page, () => press(page, words.download)))).toEqual(["here.jpg", "there.jpg"]);
  });

  test("downloads them without the place", async ({ page }) => {
    const zipped = await saved(page, () => press(page, words.scrub));
    expect(namesOf(zipped)).toEqual(["here.jpg", "there.jpg"]);
    const { exif } = await sharp(zipped.find(({ name }) => name === "there.jpg")!.bytes).metadata();
    expect(exif?.includes("By the fountain")).toBe(true);
    expect(exif?.includes(Buffer.from([0, 2, 0, 5, 0, 0, 0, 3]))).toBe(false); // GPSLatitude, three rationals
    await expect(dialog(page)).toHaveCount(0);
  });

  test("converts them by a recipe into a ZIP with names by a template", { tag: "@store" }, async ({ page }) => {
    await press(page, words.convert);
    await expect(dialog(page)).toContainText(zip.title(2));
    await dialog(page).getByLabel(recipes.named.square.name).check();
    const template = dialog(page).getByLabel(zip.names);
    await template.fill("{colour}");
    await expect(dialog(page)).toContainText("{number}, {width}, {height}, {date}");
    await dialog(page).getByRole("button", { name: zip.make }).click();
    await expect(template).toBeVisible(); // refused
    await template.fill("{number} {name} {width}");
    await expect(dialog(page)).toContainText(zip.example("1 here 1080.jpg"));
    await expectAccessible(page);
    const zipped = await saved(page, () => dialog(page).getByRole("button", { name: zip.make }).click());
    expect(namesOf(zipped)).toEqual(["1 here 1080.jpg", "2 there 1080.jpg"]);
    expect(await sharp(zipped[0]!.bytes).metadata()).toMatchObject({ format: "jpeg", width: 1080, height: 1080 });
    await expect(dialog(page)).toHaveCount(0);
    await expect(bar(page)).toContainText(words.chosen(2));
  });

  test("converts them by a recipe of one's own", async ({ page }) => {
    const own = JSON.stringify([{ name: "Tiny", query: "format=png&width=32" }]);
    await page.evaluate((text) => localStorage.setItem("proofsheet.recipes", text), own);
    await press(page, words.convert);
    await dialog(page).getByLabel("Tiny").check();
    const zipped = await saved(page, () => dialog(page).getByRole("button", { name: zip.make }).click());
    expect(await sharp(zipped[0]!.bytes).metadata()).toMatchObject({ format: "png", width: 32 });
  });

  test("waits while the server is busy, says how far it is, and can be cancelled", async ({ page, expectConsole }) => {
    expectConsole(/503/);
    let busy = true;
    await page.route("**/convert?*", (route) =>
      busy ? route.fulfill({ status: 503, headers: { "retry-after": "1" } }) : route.continue(),
    );
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zip.make }).click();
    await expect(dialog(page).getByRole("progressbar", { name: zip.making })).toHaveAttribute("value", "0");
    await expect(dialog(page)).toContainText(zip.waits);
    await dialog(page).getByRole("button", { name: site.cancel }).click();
    await expect(dialog(page)).toHaveCount(0);
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zip.make }).click();
    await expect(dialog(page)).toContainText(zip.waits);
    const saving = page.waitForEvent("download");
    busy = false;
    expect(await entries(await saving)).toHaveLength(2);
  });

  test("names what could not be made, and offers the others", { tag: "@store" }, async ({
    page,
    visitor,
    expectConsole,
  }) => {
    expectConsole(/415/);
    await visitor.failed(await textNamedJpg("letter.jpg"));
    await page.reload();
    for (const name of ["here.jpg", "letter.jpg"]) await box(page, name).setChecked(true);
    await expect(bar(page)).toContainText(/[23] chosen/);
    await press(page, words.convert);
    await dialog(page).getByRole("button", { name: zip.make }).click();
    await expect(dialog(page).getByRole("alert")).toContainText("letter.jpg");
    const zipped = await saved(page, () =>
      dialog(page)
        .getByRole("button", { name: /^Download the other/ })
        .click(),
    );
    expect(namesOf(zipped)).toContain("here.webp");
    expect(zipped.find(({ name }) => name === "errors.txt")?.bytes.toString()).toContain("letter.jpg");
  });

  test("a delete is taken back", async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    await expect(page.getByRole("status").filter({ hasText: deletion.waiting(2) })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: deletion.takeBack }).click();
    await expect(frames(page)).toHaveCount(3);
    await expect(bar(page)).toContainText(words.chosen(2));
    expect(await left(visitor)).toHaveLength(3);
  });

  test("a delete is sent after some seconds, also from another page", { tag: "@store" }, async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    expect(await left(visitor)).toHaveLength(3);
    await frame(page, "kept.jpg").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1, name: "kept.jpg" })).toBeVisible();
    await expect(page.getByRole("button", { name: deletion.takeBack })).toBeVisible();
    await expect.poll(async () => (await left(visitor)).length).toBe(1);
    await page.goBack();
    await expect(frames(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: deletion.takeBack })).toHaveCount(0);
  });

  test("a delete is sent when the page goes", async ({ page, visitor }) => {
    await press(page, words.remove);
    await expect(frames(page)).toHaveCount(1);
    await page.goto("about:blank");
    await expect.poll(async () => (await left(visitor)).length).toBe(1);
  });

  test("a delete that fails brings the pictures back and says so", async ({ page, visitor, expectConsole }) => {
    expectConsole(/500/);
    await page.route("**/api/images?ids=*", (route) => route.fulfill({ status: 500 }));
    await press(page, words.remove);
    await expect(page.getByRole("alert").filter({ hasText: deletion.failed(2) })).toBeVisible();
    await expect(frames(page)).toHaveCount(3);
    await page.getByRole("button", { name: deletion.close }).click();
    await expect(page.getByText(deletion.failed(2))).toHaveCount(0);
    expect(await left(visitor)).toHaveLength(3);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("chosen pictures are downloaded, scrubbed, converted and deleted", { tag: "@store" }, async ({
    page,
    visitor,
    enter,
  }) => {
    await fill(visitor, "c.jpg", "b.jpg", "a.jpg");
    await enter(visitor);
    await page.goto("/?sort=name");
    for (const name of ["a.jpg", "c.jpg"]) await box(page, name).check();
    const form = page.getByRole("form", { name: words.title });
    const download = (name: string) => saved(page, () => form.getByRole("button", { name }).click());
    expect(namesOf(await download(words.originals))).toEqual(["a.jpg", "c.jpg"]);
    expect(namesOf(await download(words.scrub))).toEqual(["a.jpg", "c.jpg"]);
    expect(namesOf(await download(words.convertTo("WebP")))).toEqual(["a.webp", "c.webp"]);
    await form.getByRole("button", { name: words.remove }).click();
    await dialog(page).getByRole("button", { name: words.removeConfirm }).click();
    await expect(frames(page)).toHaveCount(1);
    await expect(page).toHaveURL(/\?sort=name$/);
    expect(await left(visitor)).toHaveLength(1);
  });
});
