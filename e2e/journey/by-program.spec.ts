/** The same way without a browser: as a script goes it, by HTTP alone. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, SERIAL, uniqueName, withPlace } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem, formOf } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";
import type { Report } from "#picture/report/report.ts";

test("from an announcement to nothing left", async ({ visitor, server }) => {
  const name = uniqueName();
  const stem = name.replace(".jpg", "");
  const picture = await withPlace(name);
  const files = [{ name, bytes: picture.buffer.length, mediaType: picture.mimeType }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  expect(begun.status).toBe(201);
  const [{ image: announced, target }] = (await begun.json()).uploads;
  expect(announced.status).toBe("pending");
  const body = formOf([picture], target.fields);
  expect((await fetch(target.url, { method: target.method, body, headers: target.headers })).ok).toBe(true);
  const image = await visitor.settled(announced.id);
  expect(image).toMatchObject({ status: "ready", name, width: 600, height: 400, format: "jpeg" });
  await visitor.ready(await photo("beach.jpg")); // by a form, as `curl -F file=@beach.jpg` sends it

  const { self, thumbnail, original, convert } = image.links;
  const small = await sharp(await bytesOf(await visitor.fetch(thumbnail))).metadata();
  expect(small).toMatchObject({ format: "webp", width: 480, height: 320 });
  expect((await bytesOf(await visitor.fetch(original))).equals(picture.buffer)).toBe(true);
  const recipe = "format=png&width=60&metadata=none";
  const made = await visitor.fetch(`${convert}?${recipe}`);
  expect(made.status).toBe(200);
  const etag = made.headers.get("etag") ?? "";
  const bytes = await bytesOf(made);
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "png", width: 60, height: 40 });
  expect((await visitor.fetch(`${convert}?${recipe}`, { headers: { "if-none-match": etag } })).status).toBe(304);
  const { url } = await visitor.json<{ url: string }>(`${self}/link?${recipe}`);
  const stranger = createVisitor(server.address);
  expect((await bytesOf(await stranger.fetch(url))).equals(bytes)).toBe(true);
  await expectProblem(await stranger.fetch(self), 404, "not_found");

  const report = await visitor.json<Report>(`${self}/report`);
  expect(report.parts.reduce((sum, { bytes: each }) => sum + each, 0)).toBe(picture.buffer.length);
  expect(report.discloses).toContainEqual(expect.objectContaining({ code: "serial_number", value: SERIAL }));

  const scrubbed = await bytesOf(await visitor.fetch(`${self}/scrub?remove=all`));
  expect(scrubbed.includes(SERIAL)).toBe(false);
  const proof = await visitor.json<{ places: { after: unknown[] } }>(`${self}/scrub?remove=all&report=1`);
  expect(proof.places.after).toEqual([]);
  const packed = unzip(await bytesOf(await visitor.fetch("/api/archive")));
  expect(packed.map((entry) => entry.name).sort()).toEqual(["beach.jpg", name].sort());

  expect(await server.place.holding(stem)).not.toEqual([]);
  expect((await visitor.fetch(self, { method: "DELETE" })).status).toBe(204);
  await expectProblem(await visitor.fetch(self), 404, "not_found");
  expect((await stranger.fetch(url)).status).toBe(404);
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
  expect((await visitor.json<{ images: unknown[] }>("/api/images")).images).toEqual([]);
  await expect.poll(() => server.place.holding(stem)).toEqual([]);
});
