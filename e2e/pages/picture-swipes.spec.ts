/** From picture to picture by finger. */
import type { Page } from "@playwright/test";
import { hookAttribute, hooked } from "#components/page-hooks.ts";
import { test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { sent, shows, watched } from "./picture-page.ts";

test.describe("by finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  type Place = [x: number, y: number];

  /** Draws as many fingers over the page as there are places to begin at, side by side. */
  async function swipe(page: Page, from: Place[], [dx, dy]: Place) {
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: Place[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    for (let fingers = 1; fingers <= from.length; fingers++) await touch("touchStart", from.slice(0, fingers));
    for (let step = 1; step <= 8; step++)
      await touch(
        "touchMove",
        from.map(([x, y]) => [x + (dx * step) / 8, y + (dy * step) / 8]),
      );
    await touch("touchEnd", []);
    await session.detach();
  }

  test("a swipe over the picture goes on, and back", async ({ page, visitor, enter }) => {
    const pictures = await Promise.all(["1.jpg", "2.jpg", "3.jpg"].map((name) => photo(name)));
    const [, , newest] = await sent(visitor, pictures);
    await enter(visitor);
    await page.goto(newest!);
    await watched(page);
    const field = page.locator(hooked("swipes"));
    const { y: top, height } = (await field.boundingBox())!;
    const y = top + height / 2;
    await swipe(page, [[200, y]], [-40, 0]); // too short
    await swipe(page, [[300, y]], [-80, -70]); // as much upwards
    await page.evaluate(() => scrollTo(0, 0));
    await swipe(
      page,
      [
        [300, y],
        [330, y + 30],
      ],
      [-200, 0],
    );
    await field.evaluate((element, name) => element.setAttribute(name, ""), hookAttribute("zoomed"));
    await swipe(page, [[300, y]], [-200, 0]); // the picture is enlarged: it moves
    await field.evaluate((element, name) => element.removeAttribute(name), hookAttribute("zoomed"));
    await swipe(page, [[300, y]], [-200, 10]);
    await shows(page, "2.jpg"); // one further, not more
    await watched(page);
    await swipe(page, [[100, y]], [200, 0]);
    await shows(page, "3.jpg");
  });
});
