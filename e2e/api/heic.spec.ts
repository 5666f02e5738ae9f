/** What phones write: HEIC, from upload to download. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import type { Picture } from "#e2e/pictures.ts";
import { bytesOf, createVisitor } from "#e2e/visitor.ts";
import { convertMessages } from "#messages/convert.ts";
import { imageMessages as words } from "#messages/picture.ts";

const heic = (name: string): Picture => ({
  name: `${name}.HEIC`,
  mimeType: "image/heic",
  buffer: readFileSync(join(import.meta.dirname, `../../src/decoder/decode/fixtures/${name}.heic`)),
});

test("is read, shown and converted, upright and in its colours", { tag: "@store" }, async ({ visitor }) => {
  const image = await visitor.ready(heic("turned"));
  expect(image).toMatchObject({ format: "heic", mediaType: "image/heic", width: 48, height: 192, orientation: 6 });
  expect(image.warnings.map(({ code }) => code)).toContain("location");
  for (const path of [image.links.thumbnail, image.links.preview]) {
    const shown = await sharp(await bytesOf(await visitor.fetch(path))).metadata();
    expect(shown, path).toMatchObject({ format: "webp", width: 48, height: 192 });
  }
  const response = await visitor.fetch(image.links.convert);
  expect(response.headers.get("content-disposition")).toContain("turned.jpg");
  expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ format: "jpeg", width: 48, height: 192 });
  const original = await visitor.fetch(image.links.original);
  expect(original.headers.get("content-type")).toBe("image/heic");
  expect((await bytesOf(original)).equals(heic("turned").buffer)).toBe(true);
});

test("is offered as JPEG on its page", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(heic("display-p3"));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "display-p3.HEIC" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page
    .getByRole("region", { name: convertMessages.title, exact: true })
    .getByRole("button", { name: convertMessages.download })
    .click();
  expect((await download).suggestedFilename()).toBe("display-p3.jpg");
  await expect(page.getByRole("region", { name: words.inside, exact: true })).toContainText("sP3C");
});

test("is refused by name where it is switched off", async ({ start }) => {
  const server = await start({ OPEN_HEIC: "0" });
  const image = await createVisitor(server.address).failed(heic("display-p3"));
  expect(image.error).toMatchObject({
    code: "unsupported_format",
    detail: expect.stringContaining("switched off here"),
  });
});
