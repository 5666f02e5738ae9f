/** By plain HTTP and another name than localhost: no clipboard, no `crypto.subtle`, and everything works all the same. */

import { launchOptions } from "#e2e/chromium.ts";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, withPlace } from "#e2e/pictures.ts";
import { choose, expectShown } from "#e2e/sheet-page.ts";
import { convertMessages } from "#messages/convert.ts";
import { linkMessages, viewerMessages } from "#messages/picture.ts";

test.use({ launchOptions: launchOptions("--host-resolver-rules=MAP proofsheet.test 127.0.0.1") });

test("pictures go in, are looked at, converted and given away by a link; nothing foreign is asked, and one cookie is kept", {
  tag: "@store",
}, async ({ page, context, quiet, expectConsole }) => {
  expectConsole(/Cross-Origin-Opener-Policy header has been ignored/); // it is for https, and says so here
  const home = new URL(quiet.address);
  home.hostname = "proofsheet.test";
  quiet.place.allow(home.origin); // as the bucket does, which is told the site's origin
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).origin));
  await page.goto(home.href);
  expect(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard])).toEqual([false, "undefined"]);
  await choose(page, await withPlace("beach.jpg"), await photo("hill.jpg"));
  await expectShown(page, "beach.jpg");
  await page
    .getByRole("link", { name: /beach\.jpg/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "beach.jpg" })).toBeVisible();
  await page.getByLabel(convertMessages.format, { exact: true }).selectOption("webp");
  await expect(page.getByRole("slider", { name: viewerMessages.split })).toBeVisible();
  await page.getByRole("button", { name: linkMessages.copy }).click();
  await expect(page.getByRole("textbox", { name: linkMessages.address })).toHaveValue(
    new RegExp(`^${home.origin}/api/images/`),
  );
  expect((await context.cookies()).map(({ name }) => name)).toEqual(["workspace"]);
  const foreign = [...asked].filter(
    (origin) => origin !== home.origin && origin !== quiet.place.storeOrigin && origin !== "null",
  );
  expect(foreign.filter((origin) => origin.startsWith("http"))).toEqual([]);
});
