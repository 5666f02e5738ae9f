/** Uploads that are announced first and then sent straight to where the answer says. */

import { expect, test } from "#e2e/fixtures.ts";
import { type Picture, photo, withPlace } from "#e2e/pictures.ts";
import { bytesOf, expectProblem, formOf, type Visitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";

interface Upload {
  image: ImageView;
  target: { method: string; url: string; fields?: Record<string, string>; headers?: Record<string, string> };
}

const announced = ({ name, mimeType, buffer }: Picture) => ({ name, bytes: buffer.length, mediaType: mimeType });

const announce = (visitor: Visitor, files: unknown[]) =>
  visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });

async function begin(visitor: Visitor, ...pictures: Picture[]): Promise<Upload[]> {
  const response = await announce(visitor, pictures.map(announced));
  expect(response.status).toBe(201);
  return (await response.json()).uploads;
}

/** As any client would: without the cookie. */
const sendTo = ({ target }: Upload, picture: Picture, fields = target.fields) =>
  fetch(target.url, { method: target.method, body: formOf([picture], fields), headers: target.headers });

test("takes the bytes of announced files at their targets", async ({ visitor }) => {
  const pictures = [await photo("first.jpg"), await withPlace("second.jpg")];
  const uploads = await begin(visitor, ...pictures);
  expect(uploads).toHaveLength(2);
  for (const [i, upload] of uploads.entries()) {
    expect(upload.image).toMatchObject({ status: "pending", name: pictures[i]!.name, error: null });
    expect(upload.target.url).toMatch(/^https?:/);
    expect((await sendTo(upload, pictures[i]!)).ok).toBe(true);
    const image = await visitor.settled(upload.image.id);
    expect(image).toMatchObject({ status: "ready", bytes: pictures[i]!.buffer.length });
  }
});

test("keeps a name that a form could not carry", async ({ visitor }) => {
  const picture = await photo('the "best" one.jpg');
  const [upload] = await begin(visitor, picture);
  expect((await sendTo(upload!, picture)).ok).toBe(true);
  expect((await visitor.settled(upload!.image.id)).name).toBe(picture.name);
  const response = await visitor.fetch(upload!.image.links.original);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="the \\"best\\" one.jpg"');
});

test("gives no other bytes as the original than those that it read, whoever uses the target again", async ({
  visitor,
  server,
}) => {
  const picture = await photo();
  const [upload] = await begin(visitor, picture);
  expect((await sendTo(upload!, picture)).ok).toBe(true);
  const { links } = await visitor.settled(upload!.image.id);
  const thumbnail = await bytesOf(await visitor.fetch(links.thumbnail));
  const other = await withPlace();
  const again = await sendTo(upload!, { ...other, buffer: other.buffer.subarray(0, picture.buffer.length) });
  const kept = await visitor.fetch(links.original);
  if (server.place.storeOrigin) {
    await expectProblem(kept, 404, "not_found"); // S3 knows no "once" for a form: what was read is gone
    await expectProblem(await visitor.fetch(`${links.convert}?format=png`), 404, "not_found");
  } else {
    await expectProblem(again, 400, "invalid_request");
    expect((await bytesOf(kept)).equals(picture.buffer)).toBe(true);
  }
  expect((await visitor.json(links.self)).status).toBe("ready");
  expect((await bytesOf(await visitor.fetch(links.thumbnail))).equals(thumbnail)).toBe(true);
});

test("refuses another number of bytes than was announced", async ({ visitor, server }) => {
  const picture = await photo();
  const [short, long] = await begin(visitor, picture, picture);
  const less = { ...picture, buffer: picture.buffer.subarray(1) };
  const shortAnswer = await sendTo(short!, less);
  if (server.place.storeOrigin) expect(await shortAnswer.text()).toContain("<Code>EntityTooSmall</Code>");
  else await expectProblem(shortAnswer, 400, "invalid_request");
  const more = { ...picture, buffer: Buffer.concat([picture.buffer, Buffer.from("x")]) };
  const longAnswer = await sendTo(long!, more);
  if (server.place.storeOrigin) expect(await longAnswer.text()).toContain("<Code>EntityTooLarge</Code>");
  else await expectProblem(longAnswer, 413, "too_many_bytes");
  for (const upload of [short!, long!]) {
    expect((await visitor.json(upload.image.links.self)).status).toBe("pending");
  }
});

test("refuses a target that somebody changed", async ({ visitor }) => {
  const picture = await photo();
  const [upload] = await begin(visitor, picture);
  const fields = upload!.target.fields!;
  for (const name of Object.keys(fields)) {
    const changed = { ...fields, [name]: `${fields[name]}x` };
    const answer = await sendTo(upload!, picture, changed);
    expect(answer.status, name).toBeGreaterThanOrEqual(400);
    expect(answer.status, name).toBeLessThan(500);
  }
  expect((await visitor.json(upload!.image.links.self)).status).toBe("pending");
});

test("takes nothing for an image that was deleted meanwhile", async ({ visitor, server }) => {
  const picture = await photo();
  const [upload] = await begin(visitor, picture);
  expect((await visitor.fetch(upload!.image.links.self, { method: "DELETE" })).status).toBe(204);
  const late = await sendTo(upload!, picture);
  // S3 cannot know: what came is nobody's, and the sweeper's once the target is over.
  if (!server.place.storeOrigin) await expectProblem(late, 404, "not_found");
  await expectProblem(await visitor.fetch(upload!.image.links.self), 404, "not_found");
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
});

test("begins 25 files in one call and not 26", async ({ visitor }) => {
  const files = Array.from({ length: 26 }, (_, i) => ({ name: `${i}.jpg`, bytes: 1000, mediaType: "image/jpeg" }));
  const { detail } = await expectProblem(await announce(visitor, files), 400, "invalid_parameter");
  expect(detail).toContain("25");
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
  const response = await announce(visitor, files.slice(1));
  expect(response.status).toBe(201);
  expect((await response.json()).uploads).toHaveLength(25);
});

test("names a file that is refused beside those that are begun", async ({ visitor }) => {
  const response = await announce(visitor, [
    { name: "good.jpg", bytes: 1000, mediaType: "image/jpeg" },
    { name: "huge.jpg", bytes: 100_000_001, mediaType: "image/jpeg" },
  ]);
  expect(response.status).toBe(201);
  const { uploads, rejected } = await response.json();
  expect(uploads).toHaveLength(1);
  expect(rejected).toEqual([{ name: "huge.jpg", code: "too_many_bytes", detail: expect.stringMatching(/100 MB/) }]);
  await expectProblem(
    await announce(visitor, [{ name: "huge.jpg", bytes: 100_000_001, mediaType: "image/jpeg" }]),
    413,
    "too_many_bytes",
  );
});
