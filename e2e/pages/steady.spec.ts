/** Nothing jumps while a page loads, however late its scripts and pictures come; and nothing comes from elsewhere. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, clear, photo, svg, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { expectShown } from "#e2e/sheet-page.ts";

/** Collects what moved without anybody having asked for it (Layout Instability, CLS). */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[]) {
        if (entry.hadRecentInput) continue;
        const moved = entry.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : "?"));
        shifts.push(`${entry.value.toFixed(4)}: ${moved.join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

/** Pictures and scripts come one after the other and late, as over a slow line. */
async function slowLine(page: Page): Promise<void> {
  let last = Promise.resolve();
  await page.route(/\.js$|\/(thumbnail|preview)/, (route) => {
    const turn = last.then(() => new Promise<void>((go) => setTimeout(go, 60)));
    last = turn;
    return turn.then(() => route.continue());
  });
}

for (const width of [390, 1440]) {
  test(`nothing jumps, ${width} px wide`, async ({ page, visitor, enter }) => {
    await page.setViewportSize({ width, height: 900 });
    const shifts = await watchShifts(page);
    await slowLine(page);
    await page.goto("/", { waitUntil: "networkidle" });
    expect(await shifts(), "the empty sheet").toEqual([]);
    const pictures = [
      await photo("tall.jpg", { width: 300, height: 900 }),
      await clear("logo.png"),
      await animatedGif(),
    ];
    const made = [];
    for (const picture of [...pictures, await svg(), await withPlace()]) made.push(await visitor.ready(picture));
    await visitor.failed(await textNamedJpg("letter.jpg"));
    await enter(visitor);
    await page.goto("/", { waitUntil: "networkidle" });
    await expectShown(page, "tall.jpg");
    expect(await shifts(), "the sheet").toEqual([]);
    for (const { id, name } of made) {
      await page.goto(`/images/${id}`, { waitUntil: "networkidle" });
      await expect(page.getByRole("img").first()).toBeVisible();
      expect(await shifts(), name).toEqual([]);
    }
  });
}
