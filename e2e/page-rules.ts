/** What holds for every page in every state. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** px; WCAG 2.2 §2.5.5 (AAA) and what a thumb needs */
const TARGET = 44;

/**
 * WCAG 2.2 AA as far as a program can tell, at both widths and in both schemes (the dark one changes colours alone, so
 * contrast alone is asked there); that all that can be pressed is large enough and has a name; and that nothing is
 * wider than a narrow phone.
 */
export async function expectAccessible(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    expect(await violations(page, { type: "tag", values: TAGS }), `light, ${width} px`).toEqual([]);
    expect(await smallTargets(page), `smaller than ${TARGET} px, at ${width} px`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await violations(page, { type: "rule", values: ["color-contrast"] }), `dark, ${width} px`).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

/** A page has no frames, so axe may run in the page itself ("legacy") and needs no second page to sum up in. */
async function violations(page: Page, runOnly: { type: "tag" | "rule"; values: string[] }): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ runOnly, resultTypes: ["violations"] });
  const found = (await axe.analyze()).violations;
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
}

/** What can be pressed and is smaller than a thumb needs. A link within a sentence is as high as its line. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const pressed =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="slider"], [tabindex="0"]';
    const area = (element: Element) => (element.closest("label") ?? element).getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((element) => {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
        if (element.closest(".sr-only") || (element.matches("a") && getComputedStyle(element).display === "inline"))
          return false;
        const { width, height } = area(element);
        return width > 0 && (width < least - 0.5 || height < least - 0.5);
      })
      .map((element) => {
        const { width, height } = area(element);
        return `${Math.round(width)} x ${Math.round(height)}: ${element.outerHTML.slice(0, 160)}`;
      });
  }, TARGET);
}
