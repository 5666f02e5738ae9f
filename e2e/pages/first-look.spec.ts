/** What a file gives away is told in the browser, before the server has a byte of it. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page, Route } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, type Picture, photo, SERIAL, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { choose, expectShown, frames, row } from "#e2e/sheet-page.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import { privacyMessages as words } from "#messages/privacy.ts";

/** Keeps everything that the page would send until the test lets it go. */
async function hold(page: Page): Promise<{ letGo: () => Promise<void> }> {
  const held: Route[] = [];
  let open = false;
  await page.route("**", async (route) => {
    if (open || route.request().method() === "GET") await route.fallback();
    else held.push(route);
  });
  return {
    letGo: async () => {
      open = true;
      for (const route of held) await route.continue();
    },
  };
}

const details = (page: Page, name: string) => row(page, name).getByRole("group");

test("says what a file gives away while it is still here alone, then sends it", { tag: "@store" }, async ({ page }) => {
  await page.goto("/");
  const held = await hold(page);
  const said: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") said.push(request.postData() ?? "");
  });
  await choose(page, await withPlace("holiday.jpg"), await photo("plain.jpg"));
  const report = details(page, "holiday.jpg");
  for (const code of ["location", "owner", "serial_number"] as const) {
    await expect(report.getByText(disclosedLabel(code), { exact: true })).toBeVisible();
  }
  const place = report.getByText("51 deg 30' 32.30\" N");
  await expect(place).toBeHidden();
  await report.getByText(words.givesAway).click();
  await expect(place).toBeVisible();
  await expect(report.getByText(SERIAL)).toBeVisible();
  await expect(row(page, "plain.jpg")).toContainText(words.nothingAtFirst);
  expect(said.join()).not.toContain("51.5");
  await held.letGo();
  await expect(frames(page)).toHaveCount(2);
  await expectShown(page, "holiday.jpg");
});

/** A box of length 0 goes to the end of the file: a reader that steps by lengths goes round for ever. */
const endless = (name: string): Picture => ({
  name,
  mimeType: "image/heic",
  buffer: Buffer.concat([Buffer.from("\0\0\0\0ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(20_000)]),
});

test("is not held up by a file whose first box has no end", async ({ page }) => {
  await page.goto("/");
  await hold(page);
  const others = await Promise.all([1, 2, 3].map((number) => withPlace(`${number}.jpg`)));
  await choose(page, endless("endless.heic"), endless("again.heic"), ...others);
  for (const { name } of others) {
    await expect(details(page, name).getByText(disclosedLabel("location"), { exact: true })).toBeVisible();
  }
  const unread = details(page, "endless.heic").getByText(disclosedLabel("unreadable"), { exact: true });
  await expect(unread).toBeVisible();
});

test("says where it does not look", async ({ page }) => {
  await page.goto("/");
  await hold(page);
  await choose(page, await textNamedJpg("words.jpg"));
  await expect(row(page, "words.jpg")).toContainText(words.notLookedInto);
});

test("loads what looks into files when the first is chosen, and from here alone", async ({ page, quiet }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe("complete");
  expect(asked.filter((url) => url.includes("worker"))).toEqual([]);
  const worker = page.waitForEvent("worker");
  await hold(page);
  await choose(page, await withPlace("holiday.jpg"));
  expect(new URL((await worker).url()).origin).toBe(new URL(quiet.address).origin);
  await expect(details(page, "holiday.jpg")).toBeVisible();
});

test("can be read by everyone", async ({ page }) => {
  await page.goto("/");
  await hold(page);
  await choose(page, await withPlace("holiday.jpg"), await animatedGif("moving.gif"));
  await details(page, "holiday.jpg").getByText(words.givesAway).click();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  }
});
