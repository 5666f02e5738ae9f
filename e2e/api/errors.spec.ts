/** What is refused, and how. */
import { expect, test } from "#e2e/fixtures.ts";
import { photo } from "#e2e/pictures.ts";
import { bytesOf, expectProblem, formOf } from "#e2e/visitor.ts";

const refusedConversions = [
  ["format=bmp", "format"],
  ["format=JPEG", "format"],
  ["width=0", "width"],
  ["width=16385", "width"],
  ["width=1.5", "width"],
  ["width=-1", "width"],
  ["width=1e2", "width"],
  ["height=0", "height"],
  ["height=x", "height"],
  ["fit=crop", "fit"],
  ["position=middle", "position"],
  ["enlarge=2", "enlarge"],
  ["quality=0", "quality"],
  ["quality=101", "quality"],
  ["lossless=yes", "lossless"],
  ["lossless=1&format=jpeg", "lossless"],
  ["lossless=1&format=png", "lossless"],
  ["background=red", "background"],
  ["background=%23fff", "background"],
  ["rotate=45", "rotate"],
  ["metadata=some", "metadata"],
  ["page=1", "page"],
  ["page=-1", "page"],
  ["page=all&format=jpeg", "page"],
  ["maxBytes=0", "maxBytes"],
  ["inline=2", "inline"],
  ["widht=100", "widht"],
  ["width=100&width=100", "width"],
  ["format=png&format=webp", "format"],
  ["width=16384&enlarge=1&format=webp&fit=fill", "width"],
] as const;
test("refuses what a conversion does not take by the name of the parameter", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo());
  for (const [query, parameter] of refusedConversions) {
    await test.step(query, async () => {
      const problem = await expectProblem(await visitor.fetch(`${links.convert}?${query}`), 400, "invalid_parameter");
      expect(problem.parameter).toBe(parameter);
      expect(problem.detail).toContain(parameter);
    });
  }
});

test("takes an empty value as if it was not there", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo());
  const names = ["width", "height", "fit", "position", "enlarge", "quality", "lossless", "background", "rotate"];
  const empty = [...names, "metadata", "page", "maxBytes", "inline"].map((name) => `${name}=`).join("&");
  const plain = await visitor.fetch(`${links.convert}?format=webp`);
  const withEmpty = await visitor.fetch(`${links.convert}?format=webp&${empty}`);
  expect(withEmpty.status).toBe(200);
  expect(withEmpty.headers.get("etag")).toBe(plain.headers.get("etag"));
  expect(Buffer.compare(await bytesOf(withEmpty), await bytesOf(plain))).toBe(0);
  expect((await visitor.fetch(`${links.convert}?format=`)).headers.get("content-type")).toBe("image/jpeg");
});

test("refuses a result with more pixels than are accepted", async ({ visitor }) => {
  const { links } = await visitor.ready(await photo("square.jpg", { width: 100, height: 100 }));
  const query = "format=png&width=16384&height=16384&fit=fill&enlarge=1&quality=";
  const { detail } = await expectProblem(await visitor.fetch(`${links.convert}?${query}`), 422, "too_many_pixels");
  expect(detail).toMatch(/\d/);
});

const refusedLists = [
  ["limit=0", "limit"],
  ["limit=-1", "limit"],
  ["limit=many", "limit"],
  ["limit=1&limit=2", "limit"],
  ["cursor=nonsense", "cursor"],
  ["page=2", "page"],
] as const;
test("refuses what a list does not take by the name of the parameter", async ({ visitor }) => {
  await visitor.send(await photo());
  for (const [query, parameter] of refusedLists) {
    await test.step(query, async () => {
      const problem = await expectProblem(await visitor.fetch(`/api/images?${query}`), 400, "invalid_parameter");
      expect(problem.parameter).toBe(parameter);
    });
  }
});

test("answers an address that is none, and an id that is none, with 404", async ({ visitor }) => {
  await visitor.send(await photo());
  const addresses = ["/api/nothing", "/api/images/nothing", "/api/images/01ARZ3NDEKTSV4RRFFQ69G5FAV"];
  for (const address of [...addresses, "/api/images/..%2F..%2Fetc%2Fpasswd/original", "/api/images/%00/original"]) {
    await test.step(address, async () => {
      await expectProblem(await visitor.fetch(address), 404, "not_found");
    });
  }
  for (const method of ["POST", "PUT", "DELETE"]) {
    await expectProblem(await visitor.fetch("/api/nothing", { method }), 404, "not_found");
  }
});

test("refuses a body that is no form, a form without a file, and a file in another field", async ({ visitor }) => {
  const send = (body: BodyInit, headers: Record<string, string> = {}) =>
    visitor.fetch("/api/images", { method: "POST", body, headers });
  await expectProblem(await send("{}", { "content-type": "application/json" }), 400, "invalid_request");
  await expectProblem(
    await send("x=1", { "content-type": "application/x-www-form-urlencoded" }),
    400,
    "invalid_request",
  );
  await expectProblem(await send("no parts", { "content-type": "multipart/form-data" }), 400, "invalid_request");
  await expectProblem(await send(formOf([], { note: "hello" })), 400, "invalid_request");
  const other = new FormData();
  other.append("picture", new File(["x"], "a.jpg"));
  await expectProblem(await send(other), 400, "invalid_request");
  const cut = { "content-type": "multipart/form-data; boundary=b" };
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nhalf of it';
  await expectProblem(await send(head, cut), 400, "invalid_request");
  expect(await visitor.json("/api/images")).toEqual({ images: [], cursor: null });
});

test("refuses an empty file", async ({ visitor }) => {
  const nothing = { name: "empty.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) };
  await expectProblem(await visitor.post([nothing]), 415, "not_an_image");
});

const refusedAnnouncements = [
  ["no JSON", "{files:", "invalid_request"],
  ["no files", '{"files":[]}', "invalid_parameter"],
  ["a list in place of an object", "[]", "invalid_request"],
  ["a name that is none", '{"files":[{"name":1,"bytes":1,"mediaType":"image/png"}]}', "invalid_parameter"],
  ["bytes below 0", '{"files":[{"name":"a.png","bytes":-1,"mediaType":"image/png"}]}', "invalid_parameter"],
  ["bytes in part", '{"files":[{"name":"a.png","bytes":1.5,"mediaType":"image/png"}]}', "invalid_parameter"],
] as const;
for (const [what, body, code] of refusedAnnouncements) {
  test(`refuses an announcement with ${what}`, async ({ visitor }) => {
    const answer = await visitor.fetch("/api/uploads", { method: "POST", body });
    await expectProblem(answer, 400, code);
  });
}
