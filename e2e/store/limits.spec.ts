/** Where the settings draw a line: refused by name and number, and nothing stays of what was refused. */
import { expect, test } from "#e2e/fixtures.ts";
import { dot, noisy, photo, uncompressed } from "#e2e/pictures.ts";
import { expectProblem, type Visitor } from "#e2e/visitor.ts";

test.use({
  settings: {
    MAX_UPLOAD_BYTES: "400000",
    WORKSPACE_MAX_IMAGES: "4",
    WORKSPACE_MAX_BYTES: "700000",
    MAX_PIXELS: "600000",
  },
});

/** 300 kB and a little, of 100 000 pixels. */
const thirdOfAMegabyte = (name: string) => uncompressed(name, { width: 400, height: 250 });

const announce = (visitor: Visitor, ...sizes: number[]) => {
  const files = sizes.map((bytes, i) => ({ name: `${i}.jpg`, bytes, mediaType: "image/jpeg" }));
  return visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
};

test("refuses a file that is too large with the limit, beside those that it takes", async ({ visitor, server }) => {
  const before = (await server.place.storedKeys()).length;
  const large = await uncompressed("large.tif", { width: 400, height: 400 });
  const response = await visitor.post([await dot("small.png"), large, await dot("other.png")]);
  expect(response.status).toBe(201);
  const { images, rejected } = await response.json();
  expect(images.map(({ name }: { name: string }) => name)).toEqual(["small.png", "other.png"]);
  expect(rejected).toEqual([{ name: "large.tif", code: "too_many_bytes", detail: expect.stringMatching(/400 KB/) }]);
  const list = await visitor.json<{ images: { name: string }[] }>("/api/images");
  expect(list.images.map(({ name }) => name)).toEqual(["other.png", "small.png"]);
  for (const { id } of images) await visitor.settled(id);
  await visitor.fetch("/api/workspace", { method: "DELETE" });
  expect((await server.place.storedKeys()).length).toBe(before);
});

test("leaves nothing of a form of which nothing is taken", async ({ visitor, server }) => {
  const before = await server.place.storedKeys();
  const large = await uncompressed("large.tif", { width: 400, height: 400 });
  const { detail } = await expectProblem(await visitor.post([large]), 413, "too_many_bytes");
  expect(detail).toContain("400 KB");
  expect(await server.place.storedKeys()).toEqual(before);
});

test("refuses an announced file that is too large with both numbers", async ({ visitor }) => {
  const { detail } = await expectProblem(await announce(visitor, 400_001), 413, "too_many_bytes");
  expect(detail).toMatch(/400 KB/);
  expect((await announce(visitor, 400_000)).status).toBe(201);
});

test("holds no more pictures than it may, and has room again after a delete", async ({ visitor }) => {
  const dots = await Promise.all(["1.png", "2.png", "3.png", "4.png"].map(dot));
  const images = await visitor.send(...dots);
  const { detail } = await expectProblem(await visitor.post([await dot("5.png")]), 409, "workspace_full");
  expect(detail).toMatch(/\b4 pictures/);
  await expectProblem(await announce(visitor, 100), 409, "workspace_full");
  expect((await visitor.fetch(`/api/images/${images[0]!.id}`, { method: "DELETE" })).status).toBe(204);
  const [taken] = await visitor.send(await dot("5.png"));
  expect(taken?.name).toBe("5.png");
  const answer = await visitor.post([await dot("6.png")]);
  await expectProblem(answer, 409, "workspace_full");
});

test("holds no more bytes than it may, and has room again after a delete", async ({ visitor }) => {
  const [first] = await visitor.send(await thirdOfAMegabyte("1.tif"), await thirdOfAMegabyte("2.tif"));
  const refused = await visitor.post([await thirdOfAMegabyte("3.tif")]);
  expect((await expectProblem(refused, 409, "workspace_full")).detail).toMatch(/\d.* KB/);
  await expectProblem(await announce(visitor, 300_000), 409, "workspace_full");
  const small = await visitor.post([await thirdOfAMegabyte("4.tif"), await dot("small.png")]);
  expect(small.status).toBe(201);
  expect(await small.json()).toMatchObject({
    images: [{ name: "small.png" }],
    rejected: [{ name: "4.tif", code: "workspace_full" }],
  });
  await visitor.fetch(`/api/images/${first!.id}`, { method: "DELETE" });
  await visitor.send(await thirdOfAMegabyte("5.tif"));
});

test("keeps room for what is announced, and gives it back with the image", async ({ visitor }) => {
  const response = await announce(visitor, 350_000, 350_000);
  expect(response.status).toBe(201);
  const { uploads } = await response.json();
  await expectProblem(await visitor.post([await dot("late.png")]), 409, "workspace_full");
  for (const { image } of uploads) await visitor.fetch(`/api/images/${image.id}`, { method: "DELETE" });
  await visitor.send(await dot("late.png"));
});

test("never holds more than it may, also where many files come at once", async ({ visitor }) => {
  await visitor.send(await dot("first.png"));
  const one = await dot("many.png");
  const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.post([one])));
  const taken = answers.filter(({ status }) => status === 201);
  expect(taken).toHaveLength(3);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  expect((await visitor.json<{ images: unknown[] }>("/api/images")).images).toHaveLength(4);
});

test("refuses a picture of too many pixels by the number", async ({ visitor }) => {
  await visitor.ready(await photo("most.jpg", { width: 1000, height: 600 }));
  const image = await visitor.failed(await photo("more.jpg", { width: 1001, height: 600 }));
  expect(image.error).toEqual({ code: "too_many_pixels", detail: expect.stringMatching(/600.?000/) });
});

test("refuses a result of too many pixels", async ({ visitor }) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 300, height: 200 }));
  const answer = await visitor.fetch(`${links.convert}?format=png&width=1000&height=601&fit=fill&enlarge=1`);
  expect((await expectProblem(answer, 422, "too_many_pixels")).detail).toMatch(/600.?000/);
  expect((await visitor.fetch(`${links.convert}?format=webp&width=900&enlarge=1`)).status).toBe(200);
});

test("gives a result that is larger than the workspace", async ({ visitor }) => {
  const { links } = await visitor.ready(await noisy("noise.jpg", { width: 300, height: 200 }));
  const response = await visitor.fetch(`${links.convert}?format=png&width=900&enlarge=1`);
  expect(response.status).toBe(200);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(700_000);
});
