/** What a picture gives away is seen without scrolling, and can be taken out without script. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo, withPlace } from "#e2e/pictures.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { removalMessages, reportMessages } from "#messages/report.ts";
import { proofMessages } from "#messages/scrub.ts";

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  for (const upright of [false, true]) {
    test(`its first lines are on the first screen, ${width} px wide, ${upright ? "an upright" : "a wide"} picture`, async ({
      page,
      visitor,
      enter,
    }) => {
      await page.setViewportSize({ width, height });
      const picture = await withPlace("fountain.jpg");
      const upended = upright ? await photo("tall.jpg", { width: 600, height: 900 }) : picture;
      const { id } = await visitor.ready(upended);
      await enter(visitor);
      await page.goto(`/images/${id}`);
      const told = page.getByRole("region", { name: words.givesAway, exact: true });
      await expect(told.getByText(reportMessages.reading)).toHaveCount(0);
      const bottom = async (text: ReturnType<typeof told.getByRole>) => {
        const box = (await text.boundingBox())!;
        return box.y + box.height;
      };
      expect(await bottom(told.getByRole("heading", { name: words.givesAway }))).toBeLessThan(height);
      const bar = await page
        .getByRole("button", { name: /^Download/ })
        .first()
        .boundingBox();
      const covered = width < 1024 ? bar!.y : height;
      if (!upright) expect(await bottom(told.getByRole("listitem").first())).toBeLessThan(covered);
    });
  }
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the whole report comes for who waits, and what is chosen goes", { tag: "@store" }, async ({
    page,
    visitor,
    enter,
  }) => {
    const { id } = await visitor.ready(await withPlace("fountain.jpg"));
    await enter(visitor);
    await page.goto(`/images/${id}?whole=1`);
    const told = page.getByRole("region", { name: words.givesAway, exact: true });
    await expect(told.getByText(reportMessages.reading)).toHaveCount(0);
    await told.getByText(removalMessages.choose, { exact: true }).first().click();
    for (const box of await told.getByRole("checkbox").all()) await box.uncheck();
    await told.getByRole("checkbox", { name: removalMessages.kinds.location.name }).check();
    await told.getByRole("checkbox", { name: removalMessages.kinds.time.name }).check();
    await told.getByRole("button", { name: removalMessages.make }).click();
    await expect(page).toHaveURL(/\/scrub\?remove=location&remove=time$/);
    await expect(
      page.getByRole("heading", { level: 1, name: proofMessages.pageTitle("the place and dates") }),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: /Download the copy/ })).toHaveAttribute(
      "href",
      `/api/images/${id}/scrub?remove=location,time`,
    );
  });

  test("a scrub that names nothing asks what is to go", async ({ page, visitor, enter }) => {
    const { id } = await visitor.ready(await photo());
    await enter(visitor);
    await page.goto(`/images/${id}/scrub`);
    await expect(page.getByRole("heading", { level: 1, name: proofMessages.chooseTitle })).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(9);
  });
});
