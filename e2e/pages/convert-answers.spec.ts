/** What the converter says where a result is of no use, cannot be made, or does not come. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, uncompressed } from "#e2e/pictures.ts";
import { convertMessages, liveConvertMessages, lossMessages } from "#messages/convert.ts";
import { imageMessages as imageWords } from "#messages/picture.ts";
import { button, open, outcome, panel, saved } from "./convert-form.ts";

test("a result that is larger says so, and offers the original", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/Connecting to 'blob:/); // the recorder of traces asks for a picture that the browser cannot show
  const { bytes } = await open(page, visitor, enter, await photo());
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "TIFF" });
  const status = panel(page).getByRole("status");
  await expect(status).toContainText(lossMessages.original);
  await expect(status).toContainText(/\d % larger/);
  await expect(status).toContainText(liveConvertMessages.asPng("TIFF"));
  const saving = page.waitForEvent("download");
  await status.getByRole("link", { name: imageWords.original }).click();
  expect((await (await (await saving).createReadStream()).toArray()).reduce((sum, part) => sum + part.length, 0)).toBe(
    bytes,
  );
});

test("what cannot be made is said in place, with what was reached, and the form goes on", async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/status of 422/);
  await open(page, visitor, enter, await uncompressed("large.tif", { width: 900, height: 600 }));
  await panel(page).getByLabel(convertMessages.format).selectOption({ label: "PNG" });
  await expect(outcome(page)).toContainText("900 × 600 px");
  await panel(page).getByLabel(convertMessages.under).selectOption({ label: "100 KB" });
  await expect(panel(page).getByRole("status")).toContainText("The result cannot be as small as 100 000 bytes");
  await panel(page).getByLabel(convertMessages.width).fill("90");
  await expect(outcome(page)).toContainText("90 × 60 px");
});

test("a busy server is asked again when it said to", async ({ page, visitor, enter, expectConsole }) => {
  expectConsole(/status of 503/);
  await open(page, visitor, enter, await photo());
  let times = 0;
  await page.route(/convert\?/, (route) => {
    if (++times > 1) return route.continue();
    const body = JSON.stringify({ code: "busy", detail: "Many pictures are being converted." });
    return route.fulfill({
      status: 503,
      headers: { "retry-after": "1" },
      contentType: "application/problem+json",
      body,
    });
  });
  await panel(page).getByLabel(convertMessages.width).fill("300");
  await expect(panel(page).getByRole("status")).toHaveText(liveConvertMessages.busy(1));
  await expect(outcome(page)).toContainText("300 × 200 px");
});

test("a dropped connection says so, and the next press tries again", async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED/);
  await open(page, visitor, enter, await photo());
  await page.route(/convert\?/, (route) => route.abort());
  await panel(page).getByLabel(convertMessages.width).fill("300");
  await expect(panel(page).getByRole("status")).toHaveText(convertMessages.dropped);
  await page.unroute(/convert\?/);
  expect(await sharp((await saved(page)).bytes).metadata()).toMatchObject({ width: 300 });
});

test("a field that is not filled in well asks for nothing", async ({ page, visitor, enter }) => {
  await page.clock.install();
  await open(page, visitor, enter, await photo());
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/convert?")) asked.push(new URL(request.url()).search);
  });
  await panel(page).getByLabel(convertMessages.width).fill("300");
  await expect(outcome(page)).toContainText("300 × 200 px");
  await panel(page).getByLabel(convertMessages.width).fill("99999");
  await expect(button(page)).toHaveText("Download JPEG");
  await page.clock.fastForward(5_000);
  await panel(page).getByLabel(convertMessages.width).fill("150");
  await expect(outcome(page)).toContainText("150 × 100 px");
  expect(asked).toHaveLength(2);
});
