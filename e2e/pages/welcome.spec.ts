/** The first look, the samples on it, and what is left to say when everything was deleted; with script and without. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { dot, photo } from "#e2e/pictures.ts";
import { deleteEverything, expectEmpty, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import {
  deletionReceiptMessages,
  galleryItemMessages as frameWords,
  sampleMessages,
  sheetMessages,
  welcomeMessages,
} from "#messages/gallery.ts";
import { privacyMessages } from "#messages/privacy.ts";

const NAMES = ["ridge.jpg", "flower.png", "moon.gif"] as const;
const panel = (page: Page) => page.getByRole("region", { name: deletionReceiptMessages.title });

/** As a phone has it: a finger, and no mouse. */
async function onPhone(browser: Browser, address: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await look(await context.newPage());
  await context.close();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("says in one screen what it is and what happens to a picture, and takes pictures", async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto("/");
      await expectEmpty(page);
      for (const sentence of welcomeMessages.title("24 hours")) await expect(page.getByText(sentence)).toBeInViewport();
      for (const text of [welcomeMessages.whereText, sheetMessages.whoSees, sheetMessages.deletedAfter("24 hours")])
        await expect(page.getByText(text)).toBeInViewport();
      const button = javaScriptEnabled
        ? page.getByText(sheetMessages.choose, { exact: true })
        : page.getByRole("button", { name: sheetMessages.send });
      await expect(button).toBeInViewport();
      await expect(page.getByRole("button", { name: sampleMessages.try })).toBeInViewport();
      for (const name of NAMES) await expect(page.getByRole("figure", { name })).toBeInViewport();
    });

    test("puts the three samples on the sheet, and they say what they are there to say", { tag: "@store" }, async ({
      page,
    }) => {
      await page.goto("/");
      await page.getByRole("button", { name: sampleMessages.try }).click();
      await expect(frames(page)).toHaveCount(3);
      for (const name of NAMES) await expectShown(page, name);
      await expect(frames(page).first()).toContainText("ridge.jpg");
      const photo = frame(page, "ridge.jpg");
      for (const code of ["location", "person", "owner"] as const)
        await expect(photo.getByText(disclosedLabel(code), { exact: true })).toBeVisible();
      await expect(frame(page, "moon.gif")).toContainText(frameWords.pages(12, "gif"));
      await expect(page.getByRole("heading", { name: sheetMessages.emptyTitle })).toHaveCount(0);
      await photo.getByRole("link").click();
      await expect(page.getByRole("img", { name: privacyMessages.copyAlt("ridge.jpg") })).toBeVisible();
    });

    test("gives a receipt when everything was deleted, which can be closed", { tag: "@store" }, async ({
      page,
      visitor,
      enter,
    }) => {
      const pictures = [await photo("secret-one.jpg"), await photo("secret-two.jpg")];
      for (const picture of pictures) await visitor.ready(picture);
      await enter(visitor);
      await page.goto("/");
      await deleteEverything(page);
      await expectEmpty(page);
      const bytes = pictures.reduce((sum, { buffer }) => sum + buffer.length, 0);
      await expect(panel(page)).toContainText("2 pictures");
      await expect(panel(page)).toContainText(deletionReceiptMessages.remains);
      const [, count, size] = /receipt=(\d+)\.(\d+)\./.exec(page.url()) ?? [];
      expect([Number(count), Number(size)]).toEqual([2, bytes]);
      expect(decodeURIComponent(page.url())).not.toContain("secret");
      await expect(page.getByText(/secret-/)).toHaveCount(0);
      await panel(page).getByRole("link", { name: deletionReceiptMessages.close }).click();
      await expect(panel(page)).toHaveCount(0);
      await expect(page).toHaveURL(/\/$/);
    });
  });
}

test("serves the samples that it shows, as they were made", async ({ page, quiet }) => {
  await page.goto("/");
  for (const name of NAMES) {
    const small = page.getByRole("figure", { name }).locator("img");
    await expect.poll(() => small.evaluate((img: HTMLImageElement) => img.naturalHeight)).toBe(240);
    const sent = Buffer.from(await (await fetch(`${quiet.address}/samples/${name}`)).arrayBuffer());
    expect(sent.equals(readFileSync(join(import.meta.dirname, "../../public/samples", name)))).toBe(true);
  }
});

test("fits on a phone in one screen, with the camera and without a word of dropping", async ({ browser, quiet }) => {
  await onPhone(browser, quiet.address, async (page) => {
    await page.goto("/");
    await expect(page.getByText(sheetMessages.add, { exact: true })).toBeInViewport();
    await expect(page.getByText(sheetMessages.drop)).toBeHidden();
    await expect(page.getByText(sheetMessages.folder, { exact: true })).toBeHidden();
    await expect(page.getByText(sheetMessages.camera, { exact: true })).toBeInViewport();
    await expect(page.getByLabel(sheetMessages.takePicture)).toHaveAttribute("capture", "environment");
    await expect(page.getByText(sheetMessages.deletedAfter("24 hours"))).toBeInViewport();
    await expect(page.getByRole("button", { name: sampleMessages.try })).toBeInViewport();
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

test("shifts nothing while the first look loads", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number }[])
        (window as unknown as { shift: number }).shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto("/", { waitUntil: "networkidle" });
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
  }
});

test("believes no receipt that somebody else wrote", async ({ page }) => {
  const changed = `/?receipt=2.100.${Date.now()}.AAAAAAAAAAAAAAAAAAAAAA`;
  for (const address of [changed, "/?receipt=2", "/?receipt=1&receipt=2"]) {
    await page.goto(address);
    await expectEmpty(page);
    await expect(panel(page)).toHaveCount(0);
  }
});

test("prints the receipt alone, and can be read by everyone", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("one.jpg"));
  await enter(visitor);
  await page.goto("/");
  await deleteEverything(page);
  await expect(panel(page)).toContainText("One picture");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.emulateMedia({ media: "print" });
  await expect(panel(page)).toBeVisible();
  await expect(page.getByRole("heading", { name: sheetMessages.emptyTitle })).toBeHidden();
  await expect(panel(page).getByRole("link", { name: deletionReceiptMessages.close })).toBeHidden();
});

test("keeps the time left and the way to delete everything in sight", async ({ page, visitor, enter }) => {
  const one = await dot("dot.png");
  await visitor.send(...Array.from({ length: 40 }, (_, i) => ({ ...one, name: `${i}.png` })));
  await enter(visitor);
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto("/");
  await frames(page).last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("button", { name: sheetMessages.deleteAll })).toBeInViewport();
  await expect(page.getByText(sheetMessages.usage(40, 500))).toBeInViewport();
});

test("says which sample had no room, and what to do", async ({ page, start }) => {
  const { address } = await start({ WORKSPACE_MAX_IMAGES: "2" });
  await page.goto(address);
  await page.getByRole("button", { name: sampleMessages.try }).click();
  const notices = page.getByRole("alert").filter({ hasText: sheetMessages.refusedTitle });
  await expect(notices).toContainText("ridge.jpg");
  await expect(notices).toContainText("The sheet is full: it holds 2 pictures. Delete some first.");
  await expect(frames(page)).toHaveCount(2);
});
