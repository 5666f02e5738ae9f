/** The bytes of an image: original, thumbnail and preview. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { EVERY_CHARACTER, noisy, photo, rotated, svg } from "#e2e/pictures.ts";
import { bytesOf, expectProblem } from "#e2e/visitor.ts";

test("gives the original back byte by byte, as an attachment with its name", async ({ visitor }) => {
  const sent = await photo(EVERY_CHARACTER);
  const { links } = await visitor.ready(sent);
  const response = await visitor.fetch(links.original);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe(String(sent.buffer.length));
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  const disposition = response.headers.get("content-disposition") ?? "";
  expect(disposition).toMatch(/^attachment/);
  const extended = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? "";
  expect(decodeURIComponent(extended)).toBe(EVERY_CHARACTER);
  expect(Buffer.compare(await bytesOf(response), sent.buffer)).toBe(0);
});

test("gives a plain name as RFC 6266 has it", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo("beach.jpg"));
  const disposition = (await visitor.fetch(links.original)).headers.get("content-disposition");
  expect(disposition).toMatch(/^attachment; filename="?beach\.jpg"?$/);
});

test("gives an SVG as an attachment that may run nothing", async ({ visitor, server }) => {
  const { links } = await visitor.ready(await svg());
  const { headers, url } = await visitor.fetch(links.original);
  expect(headers.get("content-disposition")).toMatch(/^attachment/);
  if (server.place.storeOrigin) {
    // A store sets no policy: what it gives has an origin that holds nothing, and no cookie goes there.
    expect(new URL(url).origin).toBe(server.place.storeOrigin);
    expect(headers.get("content-type")).toBe("image/svg+xml");
    return;
  }
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
});

test("makes thumbnails of 480 px and previews of 1600 px on the long side", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo("wide.jpg", { width: 2400, height: 1200 }));
  const thumbnail = await visitor.fetch(links.thumbnail);
  expect(thumbnail.headers.get("content-type")).toBe("image/webp");
  expect(await sharp(await bytesOf(thumbnail)).metadata()).toMatchObject({ format: "webp", width: 480, height: 240 });
  const preview = await visitor.fetch(links.preview);
  expect(preview.headers.get("content-type")).toBe("image/webp");
  expect(await sharp(await bytesOf(preview)).metadata()).toMatchObject({ format: "webp", width: 1600, height: 800 });
});

test("stands a turned picture upright and never enlarges", async ({ visitor }) => {
  const { links } = await visitor.ready(await rotated("turned.jpg", { width: 300, height: 200 }));
  for (const address of [links.thumbnail, links.preview]) {
    const { width, height, orientation = 1 } = await sharp(await bytesOf(await visitor.fetch(address))).metadata();
    expect({ width, height, orientation }).toEqual({ width: 200, height: 300, orientation: 1 });
  }
});

test("answers 304 to whoever has it, and HEAD as GET without the bytes", async ({ visitor }) => {
  const { links } = await visitor.ready(await noisy("large.jpg", { width: 1800, height: 1200 }));
  for (const address of [links.original, links.thumbnail, links.preview]) {
    const response = await visitor.fetch(address);
    const etag = response.headers.get("etag") ?? "";
    expect(etag, address).toMatch(/^"[^"]+"$/);
    const bytes = await bytesOf(response);
    const again = await visitor.fetch(address, { headers: { "if-none-match": etag } });
    expect(again.status, address).toBe(304);
    expect((await bytesOf(again)).length).toBe(0);
    expect(again.headers.get("etag")).toBe(etag);
    const head = await visitor.fetch(address, { method: "HEAD" });
    expect(head.status, address).toBe(200);
    expect(head.headers.get("content-length"), address).toBe(String(bytes.length));
    expect(head.headers.get("etag")).toBe(etag);
    expect((await bytesOf(head)).length).toBe(0);
  }
});

test("keeps what is private out of shared caches", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo());
  for (const address of Object.values(links)) {
    for (const { headers } of [await visitor.ask(address), await visitor.fetch(address)]) {
      expect(headers.get("cache-control"), address).toMatch(/private|no-store/);
    }
  }
});

test("has nothing to show of an image whose bytes are not there yet", async ({ visitor }) => {
  const body = JSON.stringify({ files: [{ name: "later.jpg", bytes: 1000, mediaType: "image/jpeg" }] });
  const response = await visitor.fetch("/api/uploads", { method: "POST", body });
  const { image } = (await response.json()).uploads[0];
  expect(image.status).toBe("pending");
  await expectProblem(await visitor.fetch(image.links.thumbnail), 404, "not_found");
  await expectProblem(await visitor.fetch(image.links.preview), 404, "not_found");
  await expectProblem(await visitor.fetch(`${image.links.convert}?format=png`), 409, "not_ready");
});
