/** The sheet sorted and filtered, and longer than one page. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { clear, dot, type Picture, photo, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { expectShown, frame, frames } from "#e2e/sheet-page.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { orderMessages, partMessages, sheetMessages } from "#messages/gallery.ts";

test.use({ settings: { WORKSPACE_MAX_IMAGES: "1200" } });

const names = (page: Page) => frames(page).locator("b").allTextContents();

async function fill(visitor: Visitor): Promise<void> {
  await visitor.ready(await photo("IMG_10.jpg", { width: 900, height: 700 }));
  await visitor.ready(await withPlace("IMG_2.jpg"));
  await visitor.ready(await clear("logo.png"));
  await visitor.failed(await textNamedJpg("letter.jpg"));
}

async function sendMany(visitor: Visitor, count: number): Promise<void> {
  const one = await dot("dot.png");
  const pictures = Array.from({ length: count }, (_, i): Picture => ({ ...one, name: `${i + 1}.png` }));
  for (let at = 0; at < count; at += 50) await visitor.send(...pictures.slice(at, at + 50));
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    async function choose(page: Page, name: string, label: string): Promise<void> {
      await page.getByRole("combobox", { name }).selectOption({ label });
      if (!javaScriptEnabled) await page.getByRole("button", { name: orderMessages.apply }).click();
    }

    test("sorts by name, then shows one format of it, then everything again", { tag: "@store" }, async ({
      page,
      visitor,
      enter,
    }) => {
      await fill(visitor);
      await enter(visitor);
      await page.goto("/");
      await expect.poll(() => names(page)).toEqual(["letter.jpg", "logo.png", "IMG_2.jpg", "IMG_10.jpg"]);
      await choose(page, orderMessages.sort, orderMessages.sorts.name);
      await expect.poll(() => names(page)).toEqual(["IMG_2.jpg", "IMG_10.jpg", "letter.jpg", "logo.png"]);
      await choose(page, orderMessages.only, "JPEG");
      await expect.poll(() => names(page)).toEqual(["IMG_2.jpg", "IMG_10.jpg"]);
      await expect(page.getByText(partMessages.matching(2, 4))).toBeVisible();
      await expect(page).toHaveURL(/sort=name&only=jpeg/);
      await page.goBack();
      await expect.poll(() => names(page)).toHaveLength(4);
      await expect(page.getByRole("combobox", { name: orderMessages.only })).toHaveValue("");
      await choose(page, orderMessages.only, orderMessages.states.failed);
      await expect.poll(() => names(page)).toEqual(["letter.jpg"]);
      await choose(page, orderMessages.only, orderMessages.states.place);
      await expect.poll(() => names(page)).toEqual(["IMG_2.jpg"]);
    });

    test("says that nothing matches, and leads back", async ({ page, visitor, enter }) => {
      await visitor.ready(await photo("one.jpg"));
      await enter(visitor);
      await page.goto("/?sort=name&only=avif");
      await expect(page.getByRole("heading", { name: partMessages.noneTitle })).toBeVisible();
      await expect(page.getByText(partMessages.noneText("AVIF"))).toBeVisible();
      await page.getByRole("link", { name: partMessages.showAll }).click();
      await expect.poll(() => names(page)).toEqual(["one.jpg"]);
      await expect(page).toHaveURL(/\/\?sort=name$/);
    });
  });
}

test("offers the formats that are there", async ({ page, visitor, enter }) => {
  await fill(visitor);
  await enter(visitor);
  await page.goto("/");
  await expect(page.getByRole("combobox", { name: orderMessages.only }).locator("optgroup option")).toHaveText([
    "JPEG",
    "PNG",
  ]);
});

test("a frame leads to its picture in the order of the sheet", async ({ page, visitor, enter }) => {
  await fill(visitor);
  await enter(visitor);
  await page.goto("/?sort=name");
  await frame(page, "logo.png").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "logo.png" })).toBeVisible();
  await expect(page).toHaveURL(/\/images\/\w+\?sort=name$/);
});

test("goes on by itself before anyone comes to its end, and stays where one was", async ({ page, visitor, enter }) => {
  await sendMany(visitor, 230);
  const { images } = await visitor.json<{ images: { id: string }[] }>("/api/images?limit=230");
  for (const { id } of images) await visitor.settled(id); // a picture takes its own shape when it has been read
  await enter(visitor);
  await page.goto("/");
  await expect(frames(page).first()).toContainText("230.png");
  await page.mouse.move(400, 500);
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, 1500);
        return (await frames(page).count()) < 230 ? "more" : page.getByText("1.png", { exact: true }).isVisible();
      },
      { intervals: [50] },
    )
    .toBe(true);
  await expect(frames(page).last()).toContainText("230");
  await expect(page.getByRole("link", { name: orderMessages.more })).toHaveCount(0);
  await expectShown(page, "100.png");
  const before = await frame(page, "100.png").evaluate((element) => element.getBoundingClientRect().top);
  await frame(page, "100.png").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "100.png" })).toBeVisible();
  await page.goBack();
  await expect(frames(page)).toHaveCount(230);
  await expect
    .poll(() => frame(page, "100.png").evaluate((element) => element.getBoundingClientRect().top))
    .toBeCloseTo(before, 0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a link shows more of the same order", { tag: "@store" }, async ({ page, visitor, enter }) => {
    await sendMany(visitor, 65);
    await enter(visitor);
    await page.goto("/?sort=oldest");
    await expect(frames(page)).toHaveCount(60);
    await page.getByRole("link", { name: orderMessages.more }).click();
    await expect(frames(page)).toHaveCount(65);
    await expect(frames(page).first()).toContainText("1.png");
    await expect(page).toHaveURL(/sort=oldest&show=180#picture-60$/);
    await expect(frames(page).nth(60)).toBeInViewport();
    await expect(page.getByRole("link", { name: orderMessages.more })).toHaveCount(0);
  });
});

test("beyond a thousand pictures the next ones are a page of their own, in any order", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  test.setTimeout(180_000);
  await sendMany(visitor, 1003);
  await enter(visitor);
  for (const [query, first] of [
    ["", "3.png"],
    ["&sort=oldest", "1001.png"],
  ]) {
    await page.goto(`/?show=1000${query}`);
    await expect(frames(page)).toHaveCount(1000);
    await page.getByRole("link", { name: sheetMessages.older }).click();
    await expect(frames(page)).toHaveCount(3);
    await expect(frames(page).first()).toContainText("1001");
    await expect(frames(page).first()).toContainText(String(first));
    await page.getByRole("link", { name: sheetMessages.newest }).click();
    await expect(frames(page)).toHaveCount(1000);
  }
});
