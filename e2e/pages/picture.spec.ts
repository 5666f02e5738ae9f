/** The page of one picture, with script. */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import {
  animatedGif,
  clear,
  EVERY_CHARACTER,
  noisy,
  type Picture,
  photo,
  SERIAL,
  textNamedJpg,
  withPlace,
} from "#e2e/pictures.ts";
import { expectEmpty, frame } from "#e2e/sheet-page.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { convertMessages } from "#messages/convert.ts";
import { detailMessages } from "#messages/details.ts";
import { galleryItemMessages as frameWords } from "#messages/gallery.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { reportMessages } from "#messages/report.ts";
import { goneMessages, siteMessages } from "#messages/site.ts";

/** Opens the page of a picture that was sent and read before. */
async function open(page: Page, visitor: Visitor, enter: (visitor: Visitor) => Promise<void>, picture: Picture) {
  const [sent] = await visitor.send(picture);
  const image = await visitor.settled(sent!.id);
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  return image;
}

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const fact = (page: Page, name: string) =>
  part(page, words.inside).getByRole("term").filter({ hasText: name }).first().locator("xpath=following-sibling::dd");

test("tells what is in a photograph", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await withPlace("fountain.jpg"));
  await expect(page).toHaveTitle(/fountain\.jpg/);
  await expect(page.getByRole("heading", { level: 1, name: "fountain.jpg" })).toBeVisible();
  await expect(fact(page, detailMessages.format)).toHaveText("JPEG");
  await expect(fact(page, detailMessages.size)).toContainText("600 × 400");
  await expect(fact(page, detailMessages.serial)).toHaveText(SERIAL);
  await expect(fact(page, detailMessages.taken)).toContainText("7 Jun 2025, 08:09:10 +02:00");
  await expect(fact(page, detailMessages.time)).toContainText("1/250");
  await expect(fact(page, detailMessages.aperture)).toContainText("2.8");
  await expect(fact(page, detailMessages.owner)).toHaveText("Ada Example");
  await expect(part(page, words.inside).getByRole("img", { name: /histogram/i })).toBeVisible();
  await expect(part(page, words.inside).getByText(/^#[0-9a-f]{6}$/)).toHaveCount(5);
  const shown = page.getByRole("img", { name: "By the fountain" });
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(600);
});

test("shows where a photograph was taken, and asks no map site by itself", async ({ page, visitor, server, enter }) => {
  const known = [visitor.address, server.place.storeOrigin];
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (!known.includes(origin) && !/^(data|blob):/.test(protocol)) foreign.push(request.url());
  });
  await open(page, visitor, enter, await withPlace());
  await expect(fact(page, detailMessages.coordinates)).toContainText("51.50897° N, 0.12879° W");
  await expect(fact(page, detailMessages.coordinates)).toContainText("51° 30′ 32.3″ N, 0° 7′ 43.7″ W");
  await expect(fact(page, detailMessages.altitude)).toHaveText("35 m");
  const maps = page.getByRole("list", { name: detailMessages.map }).getByRole("link");
  await expect(maps).toHaveText(Object.values(detailMessages.maps));
  for (const map of await maps.all()) {
    await expect(map).toHaveAttribute("href", /51\.508972.*-0\.128794/);
    await expect(map).toHaveAttribute("rel", "noreferrer noopener");
    await expect(map).toHaveAttribute("target", "_blank");
  }
  await expect.poll(() => page.evaluate(() => document.readyState)).toBe("complete");
  expect(foreign).toEqual([]);
});

test("says what a photograph gives away, and of another that it gives nothing away", async ({
  page,
  visitor,
  enter,
}) => {
  await open(page, visitor, enter, await withPlace());
  const told = part(page, words.givesAway).getByRole("listitem");
  await expect(told.filter({ hasText: "where it was taken: 51.50897° N, 0.12879° W" }).first()).toBeVisible();
  await expect(told.filter({ hasText: SERIAL }).first()).toBeVisible();
  await expect(told.filter({ hasText: "Ada Example" }).first()).toBeVisible();
  await open(page, visitor, enter, await photo());
  await expect(part(page, words.givesAway)).toContainText(reportMessages.nothing);
});

test("shows what a file says of itself as it stands, markup and all", async ({ page, visitor, enter }) => {
  const picture = await photo("<b>bold &amp;.jpg");
  const markup = '"><img src=x onerror=alert(1)><b>caption</b>';
  const buffer = await sharp(picture.buffer)
    .withExif({ IFD0: { ImageDescription: markup, Artist: "<script>alert(2)</script>" } })
    .toBuffer();
  page.on("dialog", () => expect(false, "a script of the file ran").toBe(true));
  await open(page, visitor, enter, { ...picture, buffer });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("<b>bold &amp;.jpg");
  await expect(page.getByRole("img", { name: markup })).toBeVisible();
  await expect(fact(page, detailMessages.caption)).toHaveText(markup);
});

/** Presses the button of the converter and gives the file that the browser then saves. */
async function download(page: Page) {
  const saving = page.waitForEvent("download");
  await part(page, convertMessages.title).getByRole("button", { name: convertMessages.download }).click();
  const file = await saving;
  const bytes = Buffer.concat(await (await file.createReadStream()).toArray());
  return { name: file.suggestedFilename(), bytes, ...(await sharp(bytes).metadata()) };
}

test("downloads a conversion as the form says, and tells how large it is", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  await open(page, visitor, enter, await photo("été.jpg"));
  const form = part(page, convertMessages.title);
  await form.getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  await form.getByLabel(convertMessages.width).fill("300");
  expect(await download(page)).toMatchObject({ name: "été.webp", format: "webp", width: 300, height: 200 });
  await expect(form.getByRole("status")).toContainText(/ → .*B/);
  await form.getByText(convertMessages.more, { exact: true }).click();
  await form.getByLabel(convertMessages.rotate).selectOption({ label: convertMessages.rotations[90] });
  await form.getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  expect(await download(page)).toMatchObject({ name: "été.png", format: "png", width: 300, height: 450 });
});

test("leaves the place out of a download unless the person keeps it", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await withPlace());
  const hasPlace = async (bytes: Buffer) => {
    const { id } = await visitor.ready({ name: "copy.jpg", mimeType: "image/jpeg", buffer: bytes });
    return (await visitor.json(`/api/images/${id}`)).metadata?.location !== null;
  };
  expect(await hasPlace((await download(page)).bytes)).toBe(false);
  await page.getByRole("radio", { name: convertMessages.policies.all }).check();
  expect(await hasPlace((await download(page)).bytes)).toBe(true);
});

test("stays under the size that a person chose", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await noisy("noise.jpg", { width: 700, height: 500 }));
  await page.getByLabel(convertMessages.under).selectOption({ label: "100 KB" });
  expect((await download(page)).bytes.length).toBeLessThanOrEqual(100_000);
});

test("says in its place why a conversion was refused", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/status of 400/);
  await open(page, visitor, enter, await photo());
  const form = part(page, convertMessages.title);
  await form.getByText(convertMessages.more, { exact: true }).click();
  await form.getByLabel(convertMessages.lossless).check();
  await form.getByRole("button", { name: convertMessages.download }).click();
  await expect(form.getByRole("status")).toContainText("lossless=1 is for webp or avif");
  await form.getByLabel(convertMessages.format).selectOption({ label: "WebP" });
  expect((await download(page)).format).toBe("webp");
});

test("takes one frame out of an animation", async ({ page, visitor, enter }) => {
  await open(page, visitor, enter, await animatedGif());
  await expect(fact(page, detailMessages.frames)).toHaveText("3");
  const form = part(page, convertMessages.title);
  await form.getByText(convertMessages.more, { exact: true }).click();
  await form.getByLabel(convertMessages.page.frames).selectOption({ label: "2" });
  await form.getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  const { bytes } = await download(page);
  expect((await sharp(bytes).stats()).dominant.g).toBeGreaterThan(200);
});

test("gives the original back under its name", { tag: "@store" }, async ({ page, visitor, enter }) => {
  const picture = await photo(EVERY_CHARACTER);
  await open(page, visitor, enter, picture);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: words.original }).click();
  const file = await saving;
  expect(file.suggestedFilename().replaceAll("_", "?")).toBe(EVERY_CHARACTER.replaceAll("_", "?"));
  const bytes = Buffer.concat(await (await file.createReadStream()).toArray());
  expect(Buffer.compare(bytes, picture.buffer)).toBe(0);
});

test("deletes the picture when it is told so twice, and goes back to the sheet", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const { links } = await open(page, visitor, enter, await clear());
  await page.getByRole("button", { name: siteMessages.remove, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.removeConfirm }).click();
  await expectEmpty(page);
  await expect(page).toHaveURL(`${visitor.address}/`);
  expect((await visitor.fetch(links.self)).status).toBe(404);
});

test("says of a picture that cannot be read why, and tries again", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const { id } = await open(page, visitor, enter, await textNamedJpg());
  await expect(page.getByRole("heading", { name: words.failedTitle })).toBeVisible();
  await expect(page.getByText("This file is a text, not a picture.")).toBeVisible();
  await expect(part(page, convertMessages.title)).toHaveCount(0);
  await page.getByRole("button", { name: siteMessages.retry }).click();
  await expect(page.getByText("This file is a text, not a picture.")).toBeVisible();
  await expect(page).toHaveURL(`${visitor.address}/images/${id}`);
});

test("becomes the picture's page by itself once the bytes are there", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const picture = await photo("announced.jpg");
  const files = [{ name: picture.name, bytes: picture.buffer.length, mediaType: picture.mimeType }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const { target, image } = (await begun.json()).uploads[0];
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(page.getByRole("heading", { name: words.pendingTitle })).toBeVisible();
  const form = new FormData();
  for (const [name, value] of Object.entries<string>(target.fields)) form.append(name, value);
  form.append("file", new File([new Uint8Array(picture.buffer)], picture.name));
  expect((await fetch(target.url, { method: "POST", body: form })).ok).toBe(true);
  await expect(part(page, convertMessages.title)).toBeVisible();
  await page.getByRole("link", { name: words.back }).click();
  await expect(frame(page, "announced.jpg").getByText(frameWords.pending)).toHaveCount(0);
});

test("says of a picture that is not there that it is not there", async ({ page, visitor, enter, expectConsole }) => {
  expectConsole(/status of 404/);
  await visitor.send(await photo());
  await enter(visitor);
  const response = await page.goto("/images/01ARZ3NDEKTSV4RRFFQ69G5FAV");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not here/);
  await page.getByRole("link", { name: goneMessages.toSheet }).click();
  await expect(frame(page, "photo.jpg")).toBeVisible();
});
