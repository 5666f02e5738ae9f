/** Several pictures at once: deleted, or packed under names by a template. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo, textNamedJpg } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem } from "#e2e/visitor.ts";
import { unzip } from "#e2e/zip.ts";

test("deletes several pictures and says what that was, once", async ({ visitor }) => {
  const pictures = [await photo("one.jpg"), await photo("two.jpg"), await photo("kept.jpg")];
  const sent = [];
  for (const picture of pictures) sent.push(await visitor.ready(picture));
  const ids = [sent[0]!.id, sent[1]!.id, "01ARZ3NDEKTSV4RRFFQ69G5FAV"].join(",");
  const remove = () => visitor.fetch(`/api/images?ids=${ids}`, { method: "DELETE" });
  const stranger = createVisitor(visitor.address);
  await stranger.ready(await photo("theirs.jpg"));
  const foreign = await stranger.fetch(`/api/images?ids=${ids}`, { method: "DELETE" });
  expect(await foreign.json()).toEqual({ deleted: 0, bytes: 0 });
  const answer = await remove();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ deleted: 2, bytes: sent[0]!.bytes + sent[1]!.bytes });
  expect(await (await remove()).json()).toEqual({ deleted: 0, bytes: 0 });
  const { images } = await visitor.json<{ images: { id: string }[] }>("/api/images");
  expect(images.map(({ id }) => id)).toEqual([sent[2]!.id]);
});

test("refuses a list that is empty, too long, or another site's", async ({ visitor }) => {
  const image = await visitor.ready(await photo("one.jpg"));
  const remove = (query: string, headers = {}) => visitor.fetch(`/api/images${query}`, { method: "DELETE", headers });
  const many = Array.from({ length: 101 }, () => image.id).join(",");
  for (const query of ["", "?ids=", `?ids=${many}`])
    expect((await expectProblem(await remove(query), 400, "invalid_parameter")).parameter).toBe("ids");
  await expectProblem(await remove(`?ids=${image.id}&force=1`), 400, "invalid_parameter");
  await expectProblem(await remove(`?ids=${image.id}`, { "sec-fetch-site": "cross-site" }), 403, "cross_site");
  expect((await visitor.fetch(image.links.self)).status).toBe(200);
});

test("packs under names by a template", async ({ visitor }) => {
  const one = await visitor.ready(await photo("IMG 1.jpg", { width: 300, height: 200 }));
  const two = await visitor.failed(await textNamedJpg("letter.jpg"));
  const names = async (query: string) => {
    const answer = await visitor.fetch(`/api/archive?ids=${one.id},${two.id}&${query}`);
    expect(answer.status).toBe(200);
    return unzip(await bytesOf(answer)).map(({ name }) => name);
  };
  expect(await names("names={number}-{name}-{width}x{height}")).toEqual([
    "1-IMG 1-300x200.jpg",
    "2-letter-unknownxunknown.jpg",
  ]);
  expect(await names("names=holiday&format=webp&width=60")).toEqual(["holiday.webp", "errors.txt"]);
  for (const template of ["{camera}", "a/b", "x".repeat(121)]) {
    const answer = await visitor.fetch(`/api/archive?names=${encodeURIComponent(template)}`);
    expect((await expectProblem(answer, 400, "invalid_parameter")).parameter).toBe("names");
  }
});
