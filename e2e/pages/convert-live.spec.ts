/** The converter with script: a change shows its effect, and the button saves what is shown. */
import { AxeBuilder } from "@axe-core/playwright";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, noisy, photo } from "#e2e/pictures.ts";
import { bytesOf } from "#e2e/visitor.ts";
import { formatBytes } from "#format/bytes.ts";
import { convertMessages, liveConvertMessages } from "#messages/convert.ts";
import { filmstripMessages, viewerMessages } from "#messages/picture.ts";
import { NAMED_RECIPES } from "#picture/named-recipes.ts";
import { button, chip, open, outcome, panel, saved } from "./convert-form.ts";

test("each recipe fills the form and shows its result: its bytes, what is saved, its size", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const image = await open(page, visitor, enter, await noisy("été.jpg", { width: 1800, height: 1200 }));
  for (const { id, query } of NAMED_RECIPES) {
    await chip(page, id).click();
    const answer = await visitor.fetch(`${image.links.convert}?${new URLSearchParams(query)}`);
    const bytes = await bytesOf(answer);
    const { width, height } = await sharp(bytes).metadata();
    const percent = Math.round((1 - bytes.length / image.bytes) * 100);
    await expect(outcome(page)).toContainText(
      convertMessages.done(formatBytes(image.bytes), formatBytes(bytes.length)),
    );
    await expect(outcome(page)).toContainText(
      percent > 0 ? convertMessages.smaller(percent) : convertMessages.larger(-percent),
    );
    await expect(outcome(page)).toContainText(`${width} × ${height} px`);
    await expect(outcome(page)).not.toContainText(convertMessages.working);
    await expect(chip(page, id)).toHaveAttribute("aria-pressed", "true");
    await expect(panel(page).locator("[aria-pressed=true]")).toHaveCount(1);
    await expect(button(page)).toContainText(`, ${formatBytes(bytes.length)}`);
    expect(Buffer.compare((await saved(page)).bytes, bytes), id).toBe(0);
  }
  await panel(page).getByLabel(convertMessages.width).fill("777");
  await expect(panel(page).locator("[aria-pressed=true]")).toHaveCount(0);
});

test("saves the very bytes that are shown, without asking for them again", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  await open(page, visitor, enter, await photo("été.jpg"));
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/convert?")) asked.push(request.url());
  });
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await expect(button(page)).toHaveText(/^Download WebP, \d/);
  const { name, bytes } = await saved(page);
  expect(name).toBe("été.webp");
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 600 });
  expect(asked).toHaveLength(1);
});

test("the last result stays until the new one is there, and a change ends what was asked before", {
  tag: "@store",
}, async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await photo());
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await expect(outcome(page)).toContainText("600 × 400 px");
  const before = await panel(page).getByRole("status").innerText();
  let letGo = () => {};
  const held = new Promise<void>((go) => {
    letGo = go;
  });
  await page.route(/convert\?.*width=300\b/, async (route) => {
    await held;
    await route.continue().catch(() => {}); // ended by the next change
  });
  const abandoned = page.waitForEvent("requestfailed");
  await panel(page).getByLabel(convertMessages.width).fill("300");
  await page.waitForRequest(/width=300\b/);
  await expect(outcome(page)).toContainText(convertMessages.working);
  await expect(panel(page).getByRole("status")).toHaveText(before);
  await expect(button(page)).toHaveText("Download WebP");
  await panel(page).getByLabel(convertMessages.width).fill("150");
  expect((await abandoned).url()).toContain("width=300");
  await expect(outcome(page)).toContainText("150 × 100 px");
  await expect(outcome(page)).not.toContainText(convertMessages.working);
  letGo();
});

test("a press before the result is there saves it once it comes", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await photo());
  await panel(page).getByLabel(convertMessages.width).fill("120");
  const { bytes } = await saved(page);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 120 });
});

test("a slider and its number are one, and an empty number is automatic", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await noisy());
  const number = panel(page).getByLabel(convertMessages.quality, { exact: true });
  const slider = panel(page).getByRole("slider", { name: liveConvertMessages.qualitySlider });
  await slider.focus();
  await expect(number).toHaveAttribute("placeholder", liveConvertMessages.automatic(80));
  await page.keyboard.press("ArrowLeft");
  await expect(number).toHaveValue("79");
  await page.waitForRequest(/quality=79\b/);
  await number.fill("30");
  await expect(slider).toHaveValue("30");
  await number.fill("");
  await expect(slider).toHaveValue("80");
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  await expect(slider).toBeDisabled();
  await expect(number).toHaveAttribute("placeholder", liveConvertMessages.automatic(null));
});

test("an open side shows what it will be", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await photo());
  await panel(page).getByLabel(convertMessages.width).fill("300");
  await expect(panel(page).getByLabel(convertMessages.height)).toHaveAttribute("placeholder", "200");
});

test("an animation keeps its frames, or gives the one that is chosen", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await animatedGif());
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await expect(button(page)).toHaveText(/^Download WebP, /);
  expect(await sharp((await saved(page)).bytes, { animated: true }).metadata()).toMatchObject({ pages: 3 });
  await panel(page).getByText(convertMessages.more, { exact: true }).click();
  await panel(page).getByLabel(convertMessages.page.frames).selectOption({ label: "2" });
  await expect(outcome(page)).not.toContainText(convertMessages.working);
  expect((await sharp((await saved(page)).bytes, { animated: true }).metadata()).pages ?? 1).toBe(1);
});

test("a result with its chips pressed is accessible", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await photo());
  await chip(page, "web").click();
  await expect(button(page)).toHaveText(/^Download WebP, /);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  }
});

test("a result goes with the page that it was made of", async ({ page, visitor, enter, expectConsole }) => {
  const { id } = await visitor.ready(await animatedGif());
  await enter(visitor);
  await page.goto(`/images/${id}?page=0`);
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  const line = page.getByRole("slider", { name: viewerMessages.split });
  await expect(line).toBeVisible();
  expectConsole(/503/);
  const problem = { detail: "Nothing of it.", code: "busy" };
  await page.route("**/convert?*", (route) => route.fulfill({ status: 503, json: problem }));
  const filmstrip = page.getByRole("navigation", { name: filmstripMessages.title.frame });
  await filmstrip.getByRole("listitem").nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/page=1/);
  await expect(outcome(page)).toContainText(problem.detail);
  await expect(line).toHaveCount(0);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("each recipe fills the form by its address, and the form downloads as it says", { tag: "@store" }, async ({
    page,
    visitor,
    enter,
  }) => {
    const image = await open(page, visitor, enter, await noisy("one.jpg", { width: 900, height: 600 }));
    for (const { id, query } of NAMED_RECIPES) {
      await chip(page, id).click();
      await expect(page).toHaveURL(`${visitor.address}/images/${image.id}?recipe=${id}`);
      await expect(chip(page, id)).toHaveAttribute("aria-pressed", "true");
      await expect(panel(page).locator("[aria-pressed=true]")).toHaveCount(1);
      const bytes = await bytesOf(await visitor.fetch(`${image.links.convert}?${new URLSearchParams(query)}`));
      expect(Buffer.compare((await saved(page)).bytes, bytes), id).toBe(0);
    }
  });

  test("a recipe keeps the page that is looked at, and the order of the sheet", async ({ page, visitor, enter }) => {
    const image = await visitor.ready(await animatedGif());
    await enter(visitor);
    await page.goto(`/images/${image.id}?page=1&sort=name`);
    await chip(page, "favicon").click();
    await expect(page).toHaveURL(/\?page=1&sort=name&recipe=favicon$/);
    expect((await sharp((await saved(page)).bytes).stats()).dominant.g).toBeGreaterThan(200);
  });
});
