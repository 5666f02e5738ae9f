/** Conversions, looked at with a decoder. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { animatedGif, clear, displayP3, noisy, photo, SERIAL, withPlace } from "#e2e/pictures.ts";
import { bytesOf, expectProblem, type Visitor } from "#e2e/visitor.ts";

/** Asks for a conversion that is to succeed. */
async function convert(visitor: Visitor, id: string, query: string, headers: Record<string, string> = {}) {
  const response = await visitor.fetch(`/api/images/${id}/convert?${query}`, { headers });
  expect(response.status, `${query}: ${response.status === 200 ? "" : await response.clone().text()}`).toBe(200);
  const bytes = await bytesOf(response);
  return { headers: response.headers, bytes, ...(await sharp(bytes).metadata()) };
}

const formats = [
  ["jpeg", "jpeg", "image/jpeg", "jpg"],
  ["png", "png", "image/png", "png"],
  ["webp", "webp", "image/webp", "webp"],
  ["avif", "heif", "image/avif", "avif"],
  ["gif", "gif", "image/gif", "gif"],
  ["tiff", "tiff", "image/tiff", "tif"],
] as const;
for (const [format, decoded, mediaType, extension] of formats) {
  test(`writes ${format} at the size asked for, under a name that fits`, async ({ visitor }) => {
    const { id } = await visitor.ready(await photo("été.jpg"));
    const result = await convert(visitor, id, `format=${format}&width=150`);
    expect(result).toMatchObject({ format: decoded, width: 150, height: 100 });
    expect(result.headers.get("content-type")).toBe(mediaType);
    expect(result.headers.get("content-length")).toBe(String(result.bytes.length));
    const disposition = decodeURIComponent(result.headers.get("content-disposition") ?? "");
    expect(disposition).toMatch(/^attachment/);
    expect(disposition).toMatch(new RegExp(`été\\.${extension}`));
  });
}

test("keeps the format of the original where none is asked for, and shows it in place with inline=1", {
  tag: "@store",
}, async ({ visitor }) => {
  const { id } = await visitor.ready(await clear());
  expect(await convert(visitor, id, "")).toMatchObject({ format: "png", width: 300, height: 200, hasAlpha: true });
  const { headers } = await convert(visitor, id, "inline=1");
  expect(headers.get("content-disposition")).toMatch(/^inline/);
});

test("gives the same bytes for the same request, and 304 for what the client has", { tag: "@store" }, async ({
  visitor,
  server,
}) => {
  const { id } = await visitor.ready(await photo());
  const first = await convert(visitor, id, "format=webp&width=200");
  const second = await convert(visitor, id, "width=200&format=webp");
  expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[^"]+"$/);
  expect(second.headers.get("etag")).toBe(etag);
  const address = `/api/images/${id}/convert?format=webp&width=200`;
  // A store answers for its own bytes, and to one tag at a time.
  const tags = server.place.storeOrigin ? etag : `"other", ${etag}`;
  const known = await visitor.fetch(address, { headers: { "if-none-match": tags } });
  expect(known.status).toBe(304);
  expect((await bytesOf(known)).length).toBe(0);
  const head = await visitor.fetch(address, { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(head.headers.get("content-length")).toBe(String(first.bytes.length));
  expect((await convert(visitor, id, "format=webp&width=201")).headers.get("etag")).not.toBe(etag);
});

const accepted = [
  ["image/avif,image/webp,*/*;q=0.8", "heif"],
  ["image/webp,*/*;q=0.8", "webp"],
  ["image/avif;q=0,image/webp", "webp"],
  ["*/*", "jpeg"],
] as const;
test("chooses the format from Accept, and says that it did", async ({ visitor }) => {
  const { id } = await visitor.ready(await photo());
  for (const [accept, format] of accepted) {
    const result = await convert(visitor, id, "format=auto&width=80", { accept });
    expect(result.format, accept).toBe(format);
    const { headers } = await visitor.ask(`/api/images/${id}/convert?format=auto&width=80`, { headers: { accept } });
    expect(headers.get("vary"), accept).toMatch(/\baccept\b/i);
  }
  const { id: withAlpha } = await visitor.ready(await clear());
  expect((await convert(visitor, withAlpha, "format=auto", { accept: "*/*" })).format).toBe("png");
});

const fits = [
  ["inside", 90, 60],
  ["outside", 150, 100],
  ["cover", 90, 100],
  ["contain", 90, 100],
  ["fill", 90, 100],
] as const;
test("fits into a box in the five ways", async ({ visitor }) => {
  const { id } = await visitor.ready(await photo());
  for (const [fit, width, height] of fits) {
    const result = await convert(visitor, id, `format=png&width=90&height=100&fit=${fit}`);
    expect([fit, result.width, result.height]).toEqual([fit, width, height]);
  }
});

test("turns, and enlarges where it is told to", async ({ visitor }) => {
  const { id } = await visitor.ready(await photo());
  expect(await convert(visitor, id, "format=png&rotate=90&width=100")).toMatchObject({ width: 100, height: 150 });
  expect(await convert(visitor, id, "format=png&width=900")).toMatchObject({ width: 600, height: 400 });
  expect(await convert(visitor, id, "format=png&width=900&enlarge=1")).toMatchObject({ width: 900, height: 600 });
});

test("puts a colour behind what is clear, white where none is given", async ({ visitor }) => {
  const { id } = await visitor.ready(await clear());
  for (const [query, expected] of [
    ["", [255, 255, 255]],
    ["&background=%230000ff", [0, 0, 255]],
  ] as const) {
    const { bytes } = await convert(visitor, id, `format=jpeg&quality=95${query}`);
    const [red = 0, green = 0, blue = 0] = await sharp(bytes)
      .extract({ left: 250, top: 100, width: 1, height: 1 })
      .raw()
      .toBuffer();
    for (const [i, value] of [red, green, blue].entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(8);
  }
});

test("keeps an animation moving where the format can, and takes one frame out of it", async ({ visitor }) => {
  const { id } = await visitor.ready(await animatedGif());
  const moving = await convert(visitor, id, "format=webp");
  expect(moving.pages).toBe(3);
  const frame = await convert(visitor, id, "format=png&page=1");
  expect(frame).toMatchObject({ width: 120, height: 80 });
  const { dominant } = await sharp(frame.bytes).stats();
  expect(dominant.g).toBeGreaterThan(200);
  const still = await convert(visitor, id, "format=jpeg");
  expect(still).toMatchObject({ width: 120, height: 80 });
});

test("leaves out the place unless it is told to keep it", async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace());
  const serial = (bytes: Buffer) => bytes.includes(SERIAL);
  const gps = async (query: string) => {
    const result = await convert(visitor, id, `format=jpeg&width=300${query}`);
    const read = await visitor.ready({ name: "copy.jpg", mimeType: "image/jpeg", buffer: result.bytes });
    return { serial: serial(result.bytes), place: (await visitor.json(`/api/images/${read.id}`)).metadata?.location };
  };
  expect(await gps("")).toEqual({ serial: true, place: null });
  expect(await gps("&metadata=none")).toEqual({ serial: false, place: null });
  expect(await gps("&metadata=all")).toMatchObject({ serial: true, place: { latitude: expect.any(Number) } });
});

test("keeps the colours of a wide profile right with no metadata at all", async ({ visitor }) => {
  const sent = await displayP3();
  const { id } = await visitor.ready(sent);
  const result = await convert(visitor, id, "format=png&metadata=none");
  const middle = async (bytes: Buffer) => {
    const { data } = await sharp(bytes)
      .toColourspace("srgb")
      .withIccProfile("srgb")
      .extract({ left: 300, top: 200, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [...data];
  };
  const [before, after] = [await middle(sent.buffer), await middle(result.bytes)];
  for (const [i, value] of before.entries()) expect(Math.abs(value - after[i]!)).toBeLessThan(4);
});

test("stays under a size, or says how small it gets", { tag: "@store" }, async ({ visitor }) => {
  const { id } = await visitor.ready(await noisy());
  const result = await convert(visitor, id, "format=jpeg&maxBytes=60000");
  expect(result.bytes.length).toBeLessThanOrEqual(60_000);
  expect(result.bytes.length).toBeGreaterThan(30_000);
  const answer = await visitor.fetch(`/api/images/${id}/convert?format=jpeg&maxBytes=100`);
  expect((await expectProblem(answer, 422, "cannot_fit")).detail).toMatch(/\d/);
});

test("is without loss where it is asked to be", async ({ visitor }) => {
  const sent = await noisy("noise.jpg", { width: 60, height: 40 });
  const { id } = await visitor.ready(sent);
  const pixels = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer();
  for (const format of ["webp", "png"]) {
    const { bytes } = await convert(visitor, id, `format=${format}${format === "webp" ? "&lossless=1" : ""}`);
    expect(Buffer.compare(await pixels(bytes), await pixels(sent.buffer)), format).toBe(0);
  }
});
