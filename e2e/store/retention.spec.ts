/** What happens when the time of a picture is up. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo, SERIAL, textNamedJpg, uniqueName, withPlace } from "#e2e/pictures.ts";
import { createVisitor, expectProblem } from "#e2e/visitor.ts";

test.use({ settings: { RETENTION_HOURS: "0.0025" } }); // 9 s: a busy machine takes some of them to get a picture ready

/** Asks again and again. */
const NEXT = { intervals: [100], timeout: 30_000 };

test("is told to be over when its time is up, then is not found", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo());
  const statusOf = async (address: string) => (await visitor.fetch(address)).status;
  const told: string[] = [];
  await expect
    .poll(async () => {
      const response = await visitor.fetch(links.self);
      if (response.status !== 200) told.push(`${response.status} ${(await response.json()).code}`);
      return response.status;
    }, NEXT)
    .toBe(404);
  expect([...new Set(told)]).toEqual(["410 expired", "404 not_found"]);
  for (const address of Object.values(links)) expect(await statusOf(address)).toBe(404);
});

test("is over at every address at once, and out of the list and the archive", async ({ visitor }) => {
  const { id, links } = await visitor.ready(await withPlace());
  await expect.poll(async () => (await visitor.fetch(links.self)).status, NEXT).not.toBe(200);
  for (const address of Object.values(links)) expect((await visitor.fetch(address)).status, address).not.toBe(200);
  expect((await visitor.json<{ images: unknown[] }>("/api/images")).images).toEqual([]);
  await expectProblem(await visitor.fetch(`/api/archive?ids=${id}`), 404, "not_found");
  await expectProblem(await visitor.fetch("/api/archive"), 404, "not_found");
});

test("leaves no file, no record and no byte of its name after the sweep", async ({ visitor, server }) => {
  const name = uniqueName();
  const { links } = await visitor.ready(await withPlace(name));
  for (const address of [links.preview, `${links.convert}?format=png`])
    await (await visitor.fetch(address)).arrayBuffer();
  const broken = await visitor.failed(await textNamedJpg(name.replace(".jpg", " (2).jpg")));
  expect(await server.place.holding(name.slice(0, -4))).not.toEqual([]);
  for (const { self } of [links, broken.links]) {
    await expect.poll(async () => (await visitor.fetch(self)).status, NEXT).toBe(404);
  }
  await expect.poll(() => server.place.storedKeys(), NEXT).toEqual([]);
  for (const text of [name.slice(0, -4), "Ada Example", SERIAL]) {
    await expect.poll(() => server.place.holding(text), NEXT).toEqual([]);
  }
});

test("frees the room of an upload that never came", async ({ visitor }) => {
  const body = JSON.stringify({ files: [{ name: "never.jpg", bytes: 1000, mediaType: "image/jpeg" }] });
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body });
  const { image } = (await begun.json()).uploads[0];
  await expect.poll(async () => (await visitor.fetch(image.links.self)).status, NEXT).toBe(404);
  expect((await visitor.json<{ images: unknown[] }>("/api/images")).images).toEqual([]);
});

test("says on its page that it was deleted on time", async ({ page, visitor, enter, expectConsole }) => {
  expectConsole(/status of 404/);
  const { id, links } = await visitor.ready(await photo("soon over.jpg"));
  await enter(visitor);
  await expect.poll(async () => (await visitor.fetch(links.self)).status, NEXT).not.toBe(200);
  const response = await page.goto(`/images/${id}`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not here|deleted on time/);
  await page.getByRole("link", { name: "Go to the sheet" }).click();
  await expect(page.getByText("Nothing here yet")).toBeVisible();
});

test("leaves nothing of what was deleted before its time either", async ({ visitor, server }) => {
  const name = uniqueName();
  const { links } = await visitor.ready(await withPlace(name));
  expect((await visitor.fetch(links.self, { method: "DELETE" })).status).toBe(204);
  for (const text of [name.slice(0, -4), SERIAL]) {
    await expect.poll(() => server.place.holding(text), NEXT).toEqual([]);
  }
});

test("takes a retention that is no whole number of milliseconds", async ({ start }) => {
  const server = await start({ RETENTION_HOURS: "0.123457" });
  await createVisitor(server.address).ready(await photo());
});
