/** All tags of a picture, and copies of it without some. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { EVERY_CHARACTER, photo, SERIAL, svg, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { bytesOf, expectProblem, type Visitor } from "#e2e/visitor.ts";

const get = (visitor: Visitor, id: string, path: string, init?: RequestInit) =>
  visitor.fetch(`/api/images/${id}/${path}`, init);

test("lists all tags, as JSON and as CSV, under the picture's name", async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace("fountain.jpg"));
  const answer = await get(visitor, id, "tags");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="?fountain\.jpg\.tags\.json"?$/);
  const { exiftool, groups, truncated } = await answer.json();
  expect({ exiftool, truncated }).toEqual({ exiftool: "13.59", truncated: false });
  const gps = groups.find(({ name }: { name: string }) => name === "EXIF:GPS");
  expect(gps.tags).toContainEqual({ name: "GPSLatitudeRef", value: "North" });
  const csv = await get(visitor, id, "tags?format=csv");
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="?fountain\.jpg\.tags\.csv"?$/);
  expect(await csv.text()).toMatch(/^group,name,value\r\n(?:.*\r\n)*EXIF:GPS,GPSLatitudeRef,North\r\n/);
});

test("gives copies without the place, or without everything, and the same pixels", { tag: "@store" }, async ({
  visitor,
}) => {
  const { id } = await visitor.ready(await withPlace(EVERY_CHARACTER));
  const original = await bytesOf(await get(visitor, id, "original"));
  const pixels = async (bytes: Buffer) => (await sharp(bytes).raw().toBuffer()).toString("base64");
  for (const remove of ["location", "all"]) {
    const answer = await get(visitor, id, `scrub?remove=${remove}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    expect(answer.headers.get("content-disposition")).toContain(
      `filename*=UTF-8''${encodeURIComponent(EVERY_CHARACTER).replaceAll("'", "%27").replaceAll("(", "%28").replaceAll(")", "%29")}`,
    );
    const copy = await bytesOf(answer);
    expect(await pixels(copy)).toBe(await pixels(original));
    expect(copy.includes(SERIAL)).toBe(remove === "location");
    const report = await (await get(visitor, id, `scrub?remove=${remove}&report=1`)).json();
    expect(report).toMatchObject({ remove, exiftool: "13.59", places: { after: [] }, bytes: { after: copy.length } });
    expect(report.pixels.after).toBe(report.pixels.before);
    expect(report.places.before).toContainEqual({ group: "GPS", name: "GPSLatitude" });
  }
});

test("answers a client that has it already with 304, and HEAD without bytes", { tag: "@store" }, async ({
  visitor,
}) => {
  const { id } = await visitor.ready(await withPlace());
  for (const path of ["tags", "tags?format=csv", "scrub?remove=all", "scrub?remove=all&report=1"]) {
    const first = await get(visitor, id, path);
    const etag = first.headers.get("etag");
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get(visitor, id, path, { headers: { "if-none-match": etag! } });
    expect(again.status).toBe(304);
    const head = await get(visitor, id, path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(String((await bytesOf(first)).length));
  }
});

test("names the parameter that is not right", async ({ visitor }) => {
  const { id } = await visitor.ready(await photo());
  for (const [path, parameter] of [
    ["tags?format=xml", "format"],
    ["tags?remove=all", "remove"],
    ["scrub", "remove"],
    ["scrub?remove=some", "remove"],
    ["scrub?remove=all&report=2", "report"],
    ["scrub?remove=all&page=1", "page"],
  ] as const) {
    expect((await expectProblem(await get(visitor, id, path), 400, "invalid_parameter")).parameter).toBe(parameter);
  }
});

test("refuses what cannot be scrubbed, what is not ready, and another's picture", { tag: "@store" }, async ({
  visitor,
}) => {
  const drawing = await visitor.ready(await svg());
  await expectProblem(await get(visitor, drawing.id, "scrub?remove=all"), 415, "unsupported_format");
  const letter = await visitor.failed(await textNamedJpg());
  await expectProblem(await get(visitor, letter.id, "tags"), 415, "not_an_image");
  const files = [{ name: "announced.jpg", bytes: 1000, mediaType: "image/jpeg" }];
  const announced = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const [upload] = (await announced.json()).uploads;
  await expectProblem(await get(visitor, upload.image.id, "tags"), 409, "not_ready");
  await expectProblem(await get(visitor, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "scrub?remove=all"), 404, "not_found");
});
