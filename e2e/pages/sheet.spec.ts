/** The sheet with script: what comes onto it, what does not, and what goes. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import {
  animatedGif,
  clear,
  EVERY_CHARACTER,
  noisy,
  type Picture,
  photo,
  rotated,
  svg,
  textNamedJpg,
  uncompressed,
  withPlace,
} from "#e2e/pictures.ts";
import {
  choose,
  deleteEverything,
  expectEmpty,
  expectShown,
  frame,
  frames,
  onBytesSent,
  row,
  rows,
} from "#e2e/sheet-page.ts";
import { disclosedLabel } from "#format/disclosed.ts";
import { galleryItemMessages as frameWords, sheetMessages } from "#messages/gallery.ts";
import { failureMessages, siteMessages } from "#messages/site.ts";
import { uploadMessages } from "#messages/upload.ts";

test.use({ settings: { MAX_UPLOAD_BYTES: "2000000" } });

test("says on an empty sheet what it is for", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(siteMessages.name);
  await expectEmpty(page);
  await expect(page.getByText(sheetMessages.whoSees)).toBeVisible();
  await expect(page.getByText(/2 MB each/)).toBeVisible();
  await expect(page.getByRole("button", { name: sheetMessages.deleteAll })).toHaveCount(0);
});

test("puts several chosen files on the sheet, and shows them as they get ready", { tag: "@store" }, async ({
  page,
}) => {
  await page.goto("/");
  const pictures = [
    await photo("beach.jpg"),
    await clear("logo.png"),
    await rotated("turned.jpg"),
    await svg("mark.svg"),
  ];
  await choose(page, ...pictures, await animatedGif("moving.gif"), await photo(EVERY_CHARACTER));
  await expect(frames(page)).toHaveCount(6);
  for (const { name } of pictures) await expectShown(page, name);
  await expectShown(page, EVERY_CHARACTER);
  await expect(frame(page, "moving.gif").getByText(frameWords.pages(3, "gif"))).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: uploadMessages.done(6) })).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await page.reload();
  await expect(frames(page)).toHaveCount(6);
});

test("marks a picture that says where it was taken", async ({ page, visitor, enter }) => {
  await visitor.ready(await withPlace("fountain.jpg"));
  await enter(visitor);
  await page.goto("/");
  await expect(frame(page, "fountain.jpg").getByText(disclosedLabel("location"), { exact: true })).toBeVisible();
});

/** What a browser hands to the page when files are dropped or pasted. */
const transferOf = (page: Page, pictures: Picture[]) =>
  page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      return transfer;
    },
    pictures.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, base64: buffer.toString("base64") })),
  );

test("takes files that are dropped anywhere on the window", async ({ page }) => {
  await page.goto("/");
  const dataTransfer = await transferOf(page, [await photo("dropped.jpg"), await clear("too.png")]);
  await page.dispatchEvent("body", "dragenter", { dataTransfer });
  await expect(page.getByText(sheetMessages.letGo)).toBeVisible();
  await page.dispatchEvent("body", "dragover", { dataTransfer });
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await expect(page.getByText(sheetMessages.letGo)).toHaveCount(0);
  await expectShown(page, "dropped.jpg");
  await expectShown(page, "too.png");
});

test("takes a picture that is pasted", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByText(sheetMessages.choose, { exact: true })).toBeVisible();
  const clipboardData = await transferOf(page, [await photo("pasted.jpg")]);
  await page.evaluate((data) => {
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, clipboardData);
  await expectShown(page, "pasted.jpg");
});

test("says of a file that is too large how large it may be, and takes the others", async ({ page }) => {
  await page.goto("/");
  const large = await uncompressed("large.tif", { width: 1000, height: 700 });
  await choose(page, large, await photo("fits.jpg"));
  await expect(row(page, "large.tif")).toContainText("Too large: 2.1 MB; the limit is 2 MB. Choose a smaller file.");
  await expectShown(page, "fits.jpg");
  await page.getByRole("button", { name: uploadMessages.closeOne("large.tif") }).click();
  await expect(row(page, "large.tif")).toHaveCount(0);
  await expect(frames(page)).toHaveCount(1);
});

test("shows how far each file is, and cancels one of them", { tag: "@store" }, async ({ page, context }) => {
  await page.goto("/");
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 };
  await network.send("Network.emulateNetworkConditions", slow);
  const large = await noisy("slow.jpg", { width: 1000, height: 600 });
  await choose(page, large, { ...large, name: "cancelled.jpg" });
  const progress = page.getByRole("progressbar", { name: uploadMessages.progressOf("slow.jpg") });
  await expect.poll(() => progress.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await page.getByRole("button", { name: uploadMessages.cancelOne("cancelled.jpg") }).click();
  await expect(row(page, "cancelled.jpg")).toHaveCount(0);
  await network.send("Network.emulateNetworkConditions", { ...slow, uploadThroughput: -1 });
  await expectShown(page, "slow.jpg");
  await expect(frames(page)).toHaveCount(1);
  await page.reload();
  await expect(frames(page)).toHaveCount(1);
});

test("sends a file again by itself after the connection dropped", { tag: "@store" }, async ({
  page,
  server,
  expectConsole,
}) => {
  expectConsole(/ERR_CONNECTION_RESET/);
  let dropped = 0;
  await onBytesSent(page, server, (route) => (dropped++ === 0 ? route.abort("connectionreset") : route.continue()));
  await page.goto("/");
  await choose(page, await photo("tunnel.jpg"));
  await expect(row(page, "tunnel.jpg")).toContainText(uploadMessages.paused);
  await expectShown(page, "tunnel.jpg");
  expect(dropped).toBe(2);
  await page.reload();
  await expect(frames(page)).toHaveCount(1);
});

test("gives up after five tries, and goes on when a person says so", { tag: "@store" }, async ({
  page,
  server,
  expectConsole,
}) => {
  expectConsole(/ERR_CONNECTION_RESET/);
  let reachable = false;
  let tries = 0;
  await onBytesSent(page, server, (route) => {
    tries++;
    return reachable ? route.continue() : route.abort("connectionreset");
  });
  await page.addInitScript(() => {
    const wait = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (work: () => void, ms = 0) => wait(work, ms / 20) }); // the pauses grow to 8 s
  });
  await page.goto("/");
  await choose(page, await photo("away.jpg"));
  await expect(row(page, "away.jpg")).toContainText(uploadMessages.gaveUp);
  expect(tries).toBe(5);
  reachable = true;
  await page.getByRole("button", { name: uploadMessages.retryOne("away.jpg") }).click();
  await expectShown(page, "away.jpg");
  await expect(frames(page)).toHaveCount(1);
});

test("says of a file that is no picture what it is; it can be tried again and deleted", { tag: "@store" }, async ({
  page,
}) => {
  await page.goto("/");
  await choose(page, await textNamedJpg("letter.jpg"), await photo("good.jpg"));
  await expect(frame(page, "letter.jpg")).toContainText("This file is a text, not a picture.");
  await frame(page, "letter.jpg").getByRole("button", { name: siteMessages.retry }).click();
  await expect(frame(page, "letter.jpg")).toContainText("This file is a text, not a picture.");
  await frame(page, "letter.jpg").getByRole("button", { name: siteMessages.remove }).click();
  await expect(frame(page, "letter.jpg")).toHaveCount(0);
  await expect(frame(page, "good.jpg")).toHaveCount(1);
});

test("shows what was sent elsewhere without a reload while something is in work", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const picture = await photo("announced.jpg");
  const files = [{ name: picture.name, bytes: picture.buffer.length, mediaType: picture.mimeType }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const { target } = (await begun.json()).uploads[0];
  await enter(visitor);
  await page.goto("/");
  await expect(frame(page, "announced.jpg")).toContainText(frameWords.pending);
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(target.fields)) form.append(name, value);
  form.append("file", new File([new Uint8Array(picture.buffer)], picture.name));
  expect((await fetch(target.url, { method: "POST", body: form })).ok).toBe(true);
  await expectShown(page, "announced.jpg");
});

test("deletes everything when it is told so twice, and nothing when the person thinks better of it", {
  tag: "@store",
}, async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("one.jpg"));
  await visitor.ready(await photo("two.jpg"));
  await enter(visitor);
  await page.goto("/");
  await page.getByRole("button", { name: sheetMessages.deleteAll }).click();
  await expect(page.getByRole("dialog")).toContainText("2 pictures");
  await page.getByRole("dialog").getByRole("button", { name: siteMessages.cancel }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(frames(page)).toHaveCount(2);
  await deleteEverything(page);
  await expectEmpty(page);
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
});

test("goes from the sheet to a picture and back without loading the page anew", async ({ page, visitor, enter }) => {
  await visitor.ready(await photo("beach.jpg"));
  await enter(visitor);
  await page.goto("/");
  await page.evaluate(() => Object.assign(window, { same: true }));
  await frame(page, "beach.jpg").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "beach.jpg" })).toBeVisible();
  await page.goBack();
  await expect(frames(page)).toHaveCount(1);
  expect(await page.evaluate(() => "same" in window)).toBe(true);
  await expect(page.getByText(failureMessages.title)).toHaveCount(0);
});
