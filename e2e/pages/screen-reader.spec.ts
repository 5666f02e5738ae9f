/** What a screen reader is told: every control has a name, and one of its own, on every page and state. */
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, photo, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { frames } from "#e2e/sheet-page.ts";
import { convertMessages, recipeMessages } from "#messages/convert.ts";
import { sheetMessages } from "#messages/gallery.ts";
import { imageMessages, linkMessages, viewerMessages } from "#messages/picture.ts";
import { choosingMessages, selectionMessages, zipMessages } from "#messages/selection.ts";

const CONTROLS = new Set(
  "button link checkbox radio combobox textbox searchbox spinbutton slider progressbar dialog region navigation form img".split(
    " ",
  ),
);
/** Several of these may have one name. */
const REPEATED = new Set(["img", "form", "region", "navigation"]);

interface Told {
  role: string;
  name: string;
}

/** What the browser hands to assistive technology, of what can be used or gone to. */
async function told(page: Page): Promise<Told[]> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Accessibility.enable");
  const { nodes } = await protocol.send("Accessibility.getFullAXTree");
  await protocol.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && CONTROLS.has(String(role?.value)))
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? "").trim() }));
}

/** The names, sorted; fails for a control without one, and for two that cannot be told apart. */
async function expectNamed(page: Page, state: string): Promise<string[]> {
  const all = await told(page);
  expect(
    all.filter(({ name, role }) => name === "" && role !== "img" && role !== "form"),
    state,
  ).toEqual([]);
  const single = all.filter(({ role }) => !REPEATED.has(role)).map(({ role, name }) => `${role}: ${name}`);
  expect(
    single.filter((one, at) => single.indexOf(one) !== at),
    state,
  ).toEqual([]);
  return single;
}

test("every control on every page has a name of its own", async ({ page, visitor, enter, expectConsole }) => {
  expectConsole(/404/);
  await page.goto("/");
  await expectNamed(page, "the empty sheet");
  const place = await visitor.ready(await withPlace("beach.jpg"));
  await visitor.ready(await photo("hill.jpg"));
  const moving = await visitor.ready(await animatedGif());
  const letter = await visitor.failed(await textNamedJpg("letter.jpg"));
  await visitor.failed(await textNamedJpg("second letter.jpg"));
  await enter(visitor);
  await page.goto("/");
  await expect(frames(page)).toHaveCount(5);
  expect(await expectNamed(page, "the sheet")).toContain(`button: ${sheetMessages.deleteAll}`);
  for (const name of ["beach.jpg", "hill.jpg"])
    await page.getByRole("checkbox", { name: choosingMessages.choose(name) }).check({ force: true });
  const bar = page.getByRole("region", { name: selectionMessages.title });
  await bar.getByRole("button", { name: selectionMessages.convert }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await expectNamed(page, "the dialog of a ZIP")).toEqual(
    expect.arrayContaining([`button: ${zipMessages.make}`, `textbox: ${zipMessages.names}`]),
  );
  await page.goto(`/images/${place.id}`);
  await page.getByLabel(convertMessages.format, { exact: true }).selectOption("webp");
  await expect(page.getByRole("slider", { name: viewerMessages.split })).toBeVisible();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  const names = await expectNamed(page, "a picture with a result");
  expect(names).toEqual(
    expect.arrayContaining([
      `slider: ${viewerMessages.split}`,
      `button: ${linkMessages.copy}`,
      `link: ${imageMessages.original}`,
    ]),
  );
  expect(names.some((name) => name.startsWith(`button: ${recipeMessages.named.web.name}`))).toBe(true);
  await page.getByRole("button", { name: linkMessages.copy }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNamed(page, "the link");
  await page.goto(`/images/${moving.id}`);
  await expectNamed(page, "an animation");
  await page.goto(`/images/${letter.id}`);
  await expectNamed(page, "a picture that failed");
  for (const path of ["tags", "scrub?remove=location", "link?format=webp"]) {
    await page.goto(`/images/${place.id}/${path}`);
    await expectNamed(page, path);
  }
  await page.goto("/nowhere");
  await expectNamed(page, "a page that is not there");
});
