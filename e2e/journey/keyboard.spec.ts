/** One whole story by keyboard alone, from the first look to the receipt; the focus in sight at every step. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { expectShown, frames } from "#e2e/sheet-page.ts";
import { convertMessages } from "#messages/convert.ts";
import { deletionReceiptMessages, sampleMessages, sheetMessages } from "#messages/gallery.ts";
import { moveMessages, viewerMessages } from "#messages/picture.ts";
import { choosingMessages, selectionMessages, zipMessages } from "#messages/selection.ts";

/** More steps than any of these pages has. */
const MOST_STEPS = 120;

/** Goes on by Tab until this has the focus; each stop on the way must show that it has it, and be in sight. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(hiddenFocus)).toBeNull();
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** What has the focus and does not show it (WCAG 2.2, 2.4.7 and 2.4.11); null where it does. */
function hiddenFocus(): string | null {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null; // the browser's own bar
  const told = element.outerHTML.slice(0, 160);
  // A field that cannot be seen is shown by its label.
  const label = element instanceof HTMLInputElement ? (element.labels?.[0] ?? null) : null;
  const unseen = element.clientWidth <= 1 || getComputedStyle(element).opacity === "0";
  const shown = (unseen && label) || element;
  const rings = [element, shown, label, element.parentElement].some(
    (one) => one && getComputedStyle(one).outlineStyle !== "none",
  );
  if (!rings) return `no ring: ${told}`;
  const { left, top, width, height } = shown.getBoundingClientRect();
  const points = [0.2, 0.5, 0.8].flatMap((x) =>
    [0.2, 0.5, 0.8].map((y) => [left + width * x, top + height * y] as const),
  );
  const seen = points.some(([x, y]) => {
    const over = document.elementFromPoint(x, y);
    return over !== null && (shown.contains(over) || over.contains(shown));
  });
  return seen ? null : `behind something: ${told}`;
}

for (const width of [390, 1440]) {
  test(`from the first look to the receipt, ${width} px wide`, async ({ page, expectConsole }) => {
    test.setTimeout(120_000);
    expectConsole(/status of 404.*\/preview\)/); // of the next picture, where it is on its way when everything is deleted
    const press = (key: string) => page.keyboard.press(key);
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/");

    await tabTo(page, button(sampleMessages.try));
    await press("Enter");
    await expect(frames(page)).toHaveCount(3);
    for (const name of ["moon.gif", "flower.png", "ridge.jpg"]) await expectShown(page, name); // what is in work cannot be packed

    await tabTo(page, page.getByRole("checkbox", { name: choosingMessages.choose("ridge.jpg") }));
    await press("Space");
    await expect(page.getByText(selectionMessages.chosen(1), { exact: true }).first()).toBeVisible();
    await press("ControlOrMeta+a");
    await expect(page.getByText(selectionMessages.chosen(3), { exact: true }).first()).toBeVisible();
    await tabTo(
      page,
      page
        .getByRole("region", { name: selectionMessages.title })
        .getByRole("button", { name: selectionMessages.convert }),
    );
    await press("Enter");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    await tabTo(page, dialog.getByRole("button", { name: zipMessages.make }));
    const packed = page.waitForEvent("download");
    await press("Enter");
    expect((await packed).suggestedFilename()).toBe("proofsheet.zip");
    await expect(dialog).toHaveCount(0);

    await tabTo(page, page.getByRole("link", { name: /ridge\.jpg/ }));
    await press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "ridge.jpg" })).toBeVisible();
    await tabTo(page, page.getByRole("region", { name: viewerMessages.label }));
    const zoom = page.getByRole("status", { name: viewerMessages.zoom });
    await expect(zoom).toBeVisible(); // what takes the keys comes with the focus
    await press("1");
    await expect(zoom).toHaveText(viewerMessages.percent(100));
    await press("0");
    await tabTo(page, page.getByLabel(convertMessages.format, { exact: true }));
    await page.keyboard.type("WebP");
    const line = page.getByRole("slider", { name: viewerMessages.split });
    await expect(line).toBeVisible();
    await line.focus(); // it lies before the form, and came later
    await press("ArrowRight");
    await expect(line).toHaveAttribute("aria-valuenow", "52");
    await tabTo(page, page.getByRole("button", { name: /^Download WebP, / }));
    const converted = page.waitForEvent("download");
    await press("Enter");
    expect((await converted).suggestedFilename()).toBe("ridge.webp");

    await page.getByRole("link", { name: moveMessages.next }).focus();
    await press("ArrowRight");
    await expect(page.getByRole("heading", { level: 1, name: "flower.png" })).toBeVisible();
    await press("Escape");
    await expect(frames(page)).toHaveCount(3);

    await tabTo(page, button(sheetMessages.deleteAll));
    await press("Enter");
    await tabTo(page, page.getByRole("dialog").getByRole("button", { name: sheetMessages.deleteAllConfirm }));
    await press("Enter");
    await expect(page.getByRole("heading", { name: deletionReceiptMessages.title })).toBeVisible();
    await expect(frames(page)).toHaveCount(0);
  });
}
