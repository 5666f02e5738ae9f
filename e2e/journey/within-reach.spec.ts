/** Each kind of page once, as everybody needs it: WCAG 2.2 AA as far as a program can tell. */
import { expect, test } from "#e2e/fixtures.ts";
import { expectAccessible } from "#e2e/page-rules.ts";
import { photo, withPlace } from "#e2e/pictures.ts";
import { expectEmpty, expectShown } from "#e2e/sheet-page.ts";

test("every page on the way is within reach of everybody", { tag: "@embedded" }, async ({ page, visitor, enter }) => {
  await page.goto("/");
  await expectEmpty(page);
  await expectAccessible(page);
  await visitor.ready(await photo("beach.jpg"));
  const { id } = await visitor.ready(await withPlace("fountain.jpg"));
  await enter(visitor);
  for (const path of ["/", `/images/${id}`, `/images/${id}/tags`, `/images/${id}/scrub?remove=location`]) {
    await page.goto(path);
    if (path === "/") await expectShown(page, "fountain.jpg");
    else await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
