/** What was deleted is gone for the same browser too: from its cache, and for whoever kept its old cookie. */
import { expect, test } from "#e2e/fixtures.ts";
import { clear, photo } from "#e2e/pictures.ts";
import { choose, deleteEverything, expectEmpty, expectShown } from "#e2e/sheet-page.ts";
import { deletionReceiptMessages } from "#messages/gallery.ts";

test("shows no picture from the browser's cache that was deleted, and opens nothing by the old cookie", async ({
  page,
  visitor,
  enter,
  expectConsole,
}) => {
  expectConsole(/404/);
  const [gone, kept] = [await visitor.ready(await photo("gone.jpg")), await visitor.ready(await clear("kept.png"))];
  await enter(visitor);
  const statusOf = async (address: string) => (await page.goto(address))?.status();
  const shown = [gone, kept].flatMap(({ links }) => [links.thumbnail, links.preview]);
  for (const address of shown) expect(await statusOf(address)).toBe(200);
  await page.goto("/");
  for (const { name } of [gone, kept]) await expectShown(page, name);

  await visitor.fetch(gone.links.self, { method: "DELETE" });
  for (const address of [gone.links.thumbnail, gone.links.preview]) expect(await statusOf(address)).toBe(404);
  expect(await statusOf(kept.links.thumbnail)).toBe(200);

  await page.goto("/");
  await deleteEverything(page);
  await expect(page.getByRole("region", { name: deletionReceiptMessages.title })).toBeVisible();
  for (const address of shown) expect(await statusOf(address)).toBe(404);

  await page.goto("/");
  await choose(page, await photo("later.jpg"));
  await expectShown(page, "later.jpg");
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null }); // by the old cookie
  await page.reload();
  await deleteEverything(page);
  await expectEmpty(page);
});
