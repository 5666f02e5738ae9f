/** Pictures through the API: sending, listing, looking into one, deleting. */
import { expect, test } from "#e2e/fixtures.ts";
import {
  animatedGif,
  animatedWebp,
  clear,
  displayP3,
  dot,
  EVERY_CHARACTER,
  PLACE,
  photo,
  rotated,
  SERIAL,
  svg,
  TAKEN,
  textNamedJpg,
  truncated,
  withPlace,
  zipHeader,
} from "#e2e/pictures.ts";
import { expectProblem } from "#e2e/visitor.ts";

test("takes several files in one form and answers with an image each", async ({ visitor }) => {
  const pictures = [await photo("one.jpg"), await clear("two.png"), await svg("three.svg")];
  const response = await visitor.post(pictures);
  expect(response.status).toBe(201);
  const { images } = await response.json();
  expect(images.map((image: { name: string }) => image.name)).toEqual(["one.jpg", "two.png", "three.svg"]);
  for (const [i, image] of images.entries()) {
    expect(image).toMatchObject({ id: expect.stringMatching(/^\w+$/), error: null, bytes: pictures[i]!.buffer.length });
    expect(image.status).toMatch(/^(pending|processing|ready)$/);
    expect(Date.parse(image.expiresAt) - Date.parse(image.createdAt)).toBe(24 * 3_600_000);
    expect(image.links).toEqual({
      self: `/api/images/${image.id}`,
      original: `/api/images/${image.id}/original`,
      thumbnail: `/api/images/${image.id}/thumbnail`,
      preview: `/api/images/${image.id}/preview`,
      convert: `/api/images/${image.id}/convert`,
    });
    expect((await visitor.settled(image.id)).status).toBe("ready");
  }
});

test("sends a browser's plain form back to the sheet", async ({ visitor }) => {
  const response = await visitor.post([await photo()], { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
  expect(response.status).toBe(303);
  expect(new URL(response.headers.get("location") ?? "", visitor.address).pathname).toBe("/");
  expect(visitor.cookie).not.toBeNull();
});

test("lists the newest first, page by page", async ({ visitor }) => {
  const sent = await visitor.send(...(await Promise.all(["a", "b", "c", "d", "e"].map((name) => dot(`${name}.png`)))));
  type List = { images: { id: string }[]; cursor: string | null };
  const first = await visitor.json<List>("/api/images?limit=3");
  expect(first.images.map(({ id }) => id)).toEqual([sent[4]?.id, sent[3]?.id, sent[2]?.id]);
  expect(first.cursor).toEqual(expect.any(String));
  const second = await visitor.json<List>(`/api/images?limit=3&cursor=${encodeURIComponent(first.cursor ?? "")}`);
  expect(second.images.map(({ id }) => id)).toEqual([sent[1]?.id, sent[0]?.id]);
  expect(second.cursor).toBeNull();
  expect((await visitor.json<List>("/api/images?limit=&cursor=")).images).toHaveLength(5);
});

test("has an empty list for a visitor without a workspace, and gives them none", async ({ visitor }) => {
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
  expect(visitor.cookie).toBeNull();
});

test("tells what a photograph holds and what it gives away", async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace("fountain.jpg"));
  const image = await visitor.json(`/api/images/${id}`);
  expect(image).toMatchObject({
    name: "fountain.jpg",
    format: "jpeg",
    mediaType: "image/jpeg",
    width: 600,
    height: 400,
    orientation: 1,
    frames: 1,
    hasAlpha: false,
    bitDepth: 8,
  });
  const metadata = image.metadata!;
  expect(metadata.camera).toMatchObject({
    make: "Lumen",
    model: "Lumen 7",
    serialNumber: SERIAL,
    software: "Lumen 1.0",
  });
  expect(metadata.camera.ownerName).toBe("Ada Example");
  expect(metadata.exposure).toMatchObject({ exposureTime: 1 / 250, fNumber: 2.8, iso: 200 });
  expect(metadata.dates.taken).toEqual(TAKEN);
  expect(metadata.location?.latitude).toBeCloseTo(PLACE.latitude, 5);
  expect(metadata.location?.longitude).toBeCloseTo(PLACE.longitude, 5);
  expect(metadata.location?.altitude).toBe(PLACE.altitude);
  expect(metadata.description.caption).toBe("By the fountain");
  expect(metadata.raw.exif).not.toBeNull();
  expect(image.warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["location", "serial_number", "owner"]),
  );
  for (const { detail } of image.warnings) expect(detail).toMatch(/^[A-Z].*\.$/);
});

test("gives the histogram and the metadata with one image, and leaves them out of the list", async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace());
  const image = await visitor.json(`/api/images/${id}`);
  for (const channel of ["luminance", "red", "green", "blue"] as const) {
    const bins = image.histogram![channel];
    expect(bins).toHaveLength(64);
    expect(bins.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
  }
  expect(image.palette).toHaveLength(5);
  for (const colour of image.palette!) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  expect(Buffer.from(image.thumbhash!, "base64").length).toBeGreaterThan(4);
  const { images } = await visitor.json<{ images: Record<string, unknown>[] }>("/api/images");
  expect(images[0]?.metadata ?? null).toBeNull();
  expect(images[0]?.histogram ?? null).toBeNull();
  expect(images[0]?.thumbhash).toBe(image.thumbhash);
});

const seen = [
  ["a turned JPEG as it is seen", rotated, { format: "jpeg", width: 400, height: 600, orientation: 6 }],
  ["a clear PNG", clear, { format: "png", width: 300, height: 200, hasAlpha: true }],
  ["a PNG in Display P3", displayP3, { format: "png", iccProfile: expect.stringMatching(/p3/i) }],
  ["an animated GIF", animatedGif, { format: "gif", width: 120, height: 80, frames: 3 }],
  ["an animated WebP", animatedWebp, { format: "webp", width: 120, height: 80, frames: 3 }],
  ["an SVG", svg, { format: "svg", mediaType: "image/svg+xml", width: 200, height: 100 }],
] as const;
for (const [what, make, facts] of seen) {
  test(`reads ${what}`, async ({ visitor }) => {
    expect(await visitor.ready(await make())).toMatchObject(facts);
  });
}

test("goes by the content and not by the name", async ({ visitor }) => {
  const image = await visitor.ready({ ...(await clear()), name: "claims.jpg", mimeType: "image/jpeg" });
  expect(image).toMatchObject({ format: "png", mediaType: "image/png" });
  expect(image.warnings.map(({ code }) => code)).toContain("extension_mismatch");
});

const unreadable = [
  ["a text named .jpg", textNamedJpg, "not_an_image", /text/],
  ["a ZIP archive", zipHeader, "not_an_image", /ZIP archive/],
] as const;
for (const [what, make, code, sentence] of unreadable) {
  test(`says of ${what} that it is no picture`, async ({ visitor }) => {
    const image = await visitor.failed(await make());
    expect(image.error).toEqual({ code, detail: expect.stringMatching(sentence) });
    await expectProblem(await visitor.fetch(`${image.links.convert}?format=png`), 415, code);
    expect((await visitor.fetch(image.links.thumbnail)).status).toBe(404);
    expect((await visitor.fetch(image.links.preview)).status).toBe(404);
  });
}

test("says of a JPEG that broke off that it is damaged", async ({ visitor }) => {
  const [sent] = await visitor.send(await truncated());
  const image = await visitor.settled(sent!.id);
  const told = image.status === "failed" ? [image.error?.code] : image.warnings.map(({ code }) => code);
  expect(told).toContain(image.status === "failed" ? "damaged_image" : "damaged");
});

test("keeps a name with every character as it is", async ({ visitor }) => {
  const image = await visitor.ready(await photo(EVERY_CHARACTER));
  expect(image.name).toBe(EVERY_CHARACTER);
});

test("keeps the last part of a name that is a path, without what could mislead", async ({ visitor }) => {
  const images = await visitor.send(await dot("../../etc/cover.png"), await dot("photo\u202egpj.png"));
  expect(images.map(({ name }) => name)).toEqual(["cover.png", "photogpj.png"]);
});

test("processes a failed image again, and no other", async ({ visitor }) => {
  const broken = await visitor.failed(await textNamedJpg());
  const answer = await visitor.fetch(`/api/images/${broken.id}/retry`, { method: "POST" });
  expect(answer.status).toBe(202);
  expect(await visitor.settled(broken.id)).toMatchObject({ status: "failed", error: { code: "not_an_image" } });
  const { id } = await visitor.ready(await photo());
  await expectProblem(await visitor.fetch(`/api/images/${id}/retry`, { method: "POST" }), 409, "not_ready");
  const never = "/api/images/01ARZ3NDEKTSV4RRFFQ69G5FAV/retry";
  await expectProblem(await visitor.fetch(never, { method: "POST" }), 404, "not_found");
});

test("deletes one image at every address, and only once", async ({ visitor }) => {
  const gone = await visitor.ready(await photo("gone.jpg"));
  const kept = await visitor.ready(await photo("kept.jpg"));
  await visitor.fetch(`${gone.links.convert}?format=png`);
  expect((await visitor.fetch(gone.links.self, { method: "DELETE" })).status).toBe(204);
  for (const address of Object.values(gone.links)) await expectProblem(await visitor.fetch(address), 404, "not_found");
  await expectProblem(await visitor.fetch(gone.links.self, { method: "DELETE" }), 404, "not_found");
  expect((await visitor.fetch(kept.links.thumbnail)).status).toBe(200);
});

test("deletes the whole workspace, and may be asked again", async ({ visitor }) => {
  const images = await visitor.send(await photo(), await clear(), await textNamedJpg());
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
  for (const { links } of images) await expectProblem(await visitor.fetch(links.original), 404, "not_found");
  expect((await visitor.fetch("/api/workspace", { method: "DELETE" })).status).toBe(204);
  await visitor.ready(await photo());
});

test("answers that it is up and that it is ready", async ({ visitor }) => {
  expect((await visitor.fetch("/api/health")).status).toBe(200);
  expect((await visitor.fetch("/api/ready")).status).toBe(200);
});
