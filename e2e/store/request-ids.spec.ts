/** One id leads from a request to all that is logged because of it, in the worker too. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import type { TestServer } from "#e2e/server.ts";
import { choose } from "#e2e/sheet-page.ts";
import { formOf } from "#e2e/visitor.ts";

const HEADERS = { "x-request-id": "request-0123456789" };

const lineOf = async ({ log }: TestServer, msg: string, id: string) => {
  const line = () => log.find((each) => each.msg === msg && each.image === id);
  await expect.poll(line).toBeTruthy();
  return line();
};

test("the worker names the request that sent a form", async ({ visitor, server }) => {
  const { images } = await (await visitor.post([await photo()], HEADERS)).json();
  expect(await lineOf(server, "ready", images[0].id)).toMatchObject({
    process: "worker",
    requestId: HEADERS["x-request-id"],
  });
});

test("the worker names the request that announced an upload, and not the one that brought the bytes", async ({
  visitor,
  server,
}) => {
  const { name, mimeType, buffer } = { ...(await photo()), buffer: Buffer.from("Dear diary") };
  const body = JSON.stringify({ files: [{ name, bytes: buffer.length, mediaType: mimeType }] });
  const answer = await visitor.fetch("/api/uploads", { method: "POST", body, headers: HEADERS });
  const [{ image, target }] = (await answer.json()).uploads;
  await fetch(target.url, { method: "POST", body: formOf([{ name, mimeType, buffer }], target.fields) });
  expect(await lineOf(server, "failed", image.id)).toMatchObject({ requestId: HEADERS["x-request-id"] });
});

test("the worker names the request of the page that began an upload", async ({ page, server }) => {
  await page.goto("/");
  const seen = new Set(server.log.filter(({ msg }) => msg === "ready").map(({ image }) => image));
  const ready = () => server.log.find(({ msg, image }) => msg === "ready" && image !== undefined && !seen.has(image));
  await choose(page, await photo());
  await expect.poll(ready).toBeTruthy();
  const requests = server.log.filter(({ msg, method, path }) => msg === "request" && method === "POST" && path === "/");
  expect(requests.map(({ requestId }) => requestId)).toContain(ready()?.requestId);
});
