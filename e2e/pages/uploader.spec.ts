/** From a picture on this machine to one on the sheet: what is shown of it on the way, and every way to think again. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { dot, noisy, type Picture, photo, withPlace } from "#e2e/pictures.ts";
import {
  choose,
  deleteEverything,
  expectEmpty,
  expectShown,
  frames,
  lookFirst,
  onBytesSent,
  row,
  rows,
  sentRow,
  trayOf,
} from "#e2e/sheet-page.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import { sheetMessages } from "#messages/gallery.ts";
import { privacyMessages } from "#messages/privacy.ts";
import { trayMessages, uploadMessages } from "#messages/upload.ts";

/** Counts what the page sends from now on, whatever it is. */
function posts(page: Page): { count: () => number } {
  let sent = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") sent++;
  });
  return { count: () => sent };
}

/** Whether anything but the bare frame is in a row's thumbnail. */
const isDrawn = (shown: Locator) =>
  shown.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value) => value > 0);
  });

async function slowly(page: Page, bytesPerSecond: number): Promise<void> {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond };
  await network.send("Network.emulateNetworkConditions", speed);
}

test("holds pictures back, shows each with what it gives away, and sends them when told", { tag: "@store" }, async ({
  page,
}) => {
  await page.goto("/");
  await lookFirst(page).check();
  const sent = posts(page);
  const heic: Picture = { ...(await photo()), name: "phone.heic", mimeType: "image/heic" };
  heic.buffer = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(500)]);
  await choose(page, await withPlace("holiday.jpg"), await photo("plain.jpg"), heic);
  await expect(row(page, "holiday.jpg").getByText(disclosedLabel("location"), { exact: true })).toBeVisible();
  await expect(row(page, "plain.jpg")).toContainText(privacyMessages.nothingAtFirst);
  await expect.poll(() => isDrawn(row(page, "holiday.jpg"))).toBe(true);
  await expect(row(page, "phone.heic").getByText("HEIC", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: trayMessages.heldText(3) })).toBeAttached();
  await page.getByRole("button", { name: trayMessages.takeOutOne("phone.heic") }).click();
  await expect(rows(page)).toHaveCount(2);
  expect(sent.count()).toBe(0);
  await page.getByRole("button", { name: trayMessages.send(2) }).click();
  await expectShown(page, "holiday.jpg");
  await expectShown(page, "plain.jpg");
  await expect(frames(page)).toHaveCount(2);
});

test("remembers to look first, here alone, and works where nothing is remembered", async ({ page, browser, quiet }) => {
  await page.goto("/");
  await lookFirst(page).check();
  await page.reload();
  await expect(lookFirst(page)).toBeChecked();
  await lookFirst(page).uncheck();
  await page.reload();
  await expect(page.getByText(sheetMessages.choose, { exact: true })).toBeVisible();
  await expect(lookFirst(page)).not.toBeChecked();
  const context = await browser.newContext({ baseURL: quiet.address });
  const other = await context.newPage();
  await other.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("No.", "SecurityError");
      },
    });
  });
  await other.goto("/");
  await lookFirst(other).check();
  await choose(other, await photo("held.jpg"));
  await expect(row(other, "held.jpg")).toContainText(uploadMessages.held);
  await context.close();
});

test("sends nothing of a picture before its first look is there", { tag: "@store" }, async ({ page }) => {
  // The workers that look get their files when the story says so.
  await page.addInitScript(() => {
    const answer = Worker.prototype.postMessage;
    const looks: (() => void)[] = [];
    Object.assign(window, { looks });
    Worker.prototype.postMessage = function (this: Worker, file: File) {
      looks.push(() => answer.call(this, file));
    } as typeof answer;
    // Hours for what would take seconds: time alone ends no look here.
    const wait = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (work: () => void, ms = 0) => wait(work, ms >= 2000 ? ms * 1000 : ms) });
    const now = Date.now();
    Date.now = () => now;
  });
  const letLook = (index: number) =>
    page.evaluate((at) => (window as unknown as { looks: (() => void)[] }).looks[at]?.(), index);
  await page.goto("/");
  const sent = posts(page);
  await choose(page, await withPlace("first.jpg"), await photo("second.jpg"));
  await expect.poll(() => page.evaluate(() => (window as unknown as { looks: unknown[] }).looks.length)).toBe(2);
  await expect(row(page, "first.jpg")).toContainText(privacyMessages.looking);
  await expect.poll(() => isDrawn(row(page, "first.jpg"))).toBe(true);
  expect(sent.count()).toBe(0);
  await letLook(0);
  await expectShown(page, "first.jpg");
  await expect(frames(page)).toHaveCount(1);
  await expect(row(page, "second.jpg")).toContainText(privacyMessages.looking);
  await letLook(1);
  await expectShown(page, "second.jpg");
});

test("leaves each picture in the tray with a way to it, until the tray is closed", async ({ page }) => {
  await page.goto("/");
  await choose(page, await withPlace("holiday.jpg"), await photo("plain.jpg"));
  await expect(sentRow(page, "holiday.jpg")).toContainText(trayMessages.sent);
  await expect(sentRow(page, "holiday.jpg").getByText(disclosedLabel("location"), { exact: true })).toBeVisible();
  await expect(sentRow(page, "plain.jpg")).toBeVisible();
  await expectShown(page, "plain.jpg");
  await choose(page, await photo("next.jpg"));
  await expect(sentRow(page, "next.jpg")).toBeVisible();
  await expect(sentRow(page, "plain.jpg")).toHaveCount(0);
  await sentRow(page, "next.jpg").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "next.jpg" })).toBeVisible();
  await page.goBack();
  await trayOf(page).getByRole("button", { name: uploadMessages.close, exact: true }).click();
  await expect(trayOf(page)).toHaveCount(0);
});

test("says bytes, and how long it will take, for all together; cancels all", { tag: "@store" }, async ({ page }) => {
  await page.goto("/");
  await choose(page, await dot("warm.png"));
  await expect(sentRow(page, "warm.png")).toBeVisible();
  await slowly(page, 200_000);
  const large = await noisy("large.jpg", { width: 1600, height: 1200 });
  await choose(page, large, { ...large, name: "other.jpg" });
  await expect(page.getByRole("progressbar", { name: trayMessages.all })).toBeVisible();
  await expect(trayOf(page)).toContainText(/0 of 2 sent · \d+\.\d of \d+\.\d MB · (a few seconds|about .*) left/);
  await expect(page.getByRole("status").filter({ hasText: trayMessages.sending(2) })).toBeAttached();
  await page.getByRole("button", { name: uploadMessages.cancelAll }).click();
  await expect(trayOf(page)).toHaveCount(0);
  await expect(frames(page)).toHaveCount(1);
});

test("takes what was chosen before the script ran", { tag: "@store" }, async ({ page }) => {
  const held: (() => Promise<void>)[] = [];
  let open = false;
  await page.route("**/_next/static/**/*.js", async (route) => {
    if (open) await route.continue();
    else held.push(() => route.continue());
  });
  await page.goto("/", { waitUntil: "commit" });
  await page.getByLabel(sheetMessages.choose).setInputFiles(await photo("early.jpg"));
  open = true;
  for (const go of held) await go();
  await expectShown(page, "early.jpg");
});

test("takes a whole folder, and leaves what is hidden in it", async ({ page, folder }) => {
  const files: [string, Picture][] = [
    ["trip/one.jpg", await photo()],
    ["trip/day/two.jpg", await photo()],
    ["trip/.hidden.jpg", await photo()],
    ["trip/.cache/three.jpg", await photo()],
  ];
  for (const [path, { buffer }] of files) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), buffer);
  }
  await page.goto("/");
  const chooser = page.waitForEvent("filechooser");
  await page.getByText(sheetMessages.folder, { exact: true }).click();
  await (await chooser).setFiles(join(folder, "trip"));
  await expectShown(page, "one.jpg");
  await expectShown(page, "two.jpg");
  await expect(frames(page)).toHaveCount(2);
});

test("asks before the page is left while something is held or on its way, and not afterwards", async ({
  page,
  server,
}) => {
  const asked = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await page.goto("/");
  expect(await asked()).toBe(false);
  await lookFirst(page).check();
  await choose(page, await photo("one.jpg"));
  await expect(row(page, "one.jpg")).toContainText(uploadMessages.held);
  await expect.poll(asked).toBe(true);
  let letGo = () => {};
  await onBytesSent(page, server, (route) => {
    letGo = () => void route.continue();
  });
  await page.getByRole("button", { name: trayMessages.send(1) }).click();
  await expect(page.getByRole("progressbar", { name: uploadMessages.progressOf("one.jpg") })).toBeVisible();
  expect(await asked()).toBe(true);
  await expect.poll(() => String(letGo)).toContain("continue");
  letGo();
  await expect(sentRow(page, "one.jpg")).toBeVisible();
  await expect.poll(asked).toBe(false);
});

test("stops what is still on its way when everything is deleted", { tag: "@store" }, async ({
  page,
  server,
  expectConsole,
}) => {
  expectConsole(/404 \(Not Found\) .*\/api\/images\//); // the page takes back what it had begun, and it may be gone
  await page.goto("/");
  await choose(page, await photo("there.jpg"));
  await expectShown(page, "there.jpg");
  await onBytesSent(page, server, () => {}); // never answered
  await choose(page, await photo("late.jpg"));
  await expect(page.getByRole("progressbar", { name: uploadMessages.progressOf("late.jpg") })).toBeVisible();
  await deleteEverything(page);
  await expectEmpty(page);
  await expect(rows(page)).toHaveCount(0);
});
