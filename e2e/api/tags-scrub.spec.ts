/** All tags of a picture, and copies of it without some. */
import sharp from "sharp";
import { ico } from "#decoder/decode/bitmap.fixture.ts";
import { expect, test } from "#e2e/fixtures.ts";
import {
  cutOff,
  dot,
  drawnBy,
  EVERY_CHARACTER,
  hiddenUnderAlpha,
  type Picture,
  photo,
  SERIAL,
  textNamedJpg,
  withPlace,
} from "#e2e/pictures.ts";
import { bytesOf, expectProblem, type Visitor } from "#e2e/visitor.ts";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";

const proofOf = async (visitor: Visitor, id: string, remove: string): Promise<ScrubProof> => {
  const answer = await get(visitor, id, `scrub?remove=${remove}&report=1`);
  expect(answer.status).toBe(200);
  return answer.json();
};
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
    const proof = await proofOf(visitor, id, remove);
    expect(proof).toMatchObject({
      remove: remove === "all" ? REMOVAL_KINDS : [remove],
      exiftool: { version: "13.59", after: [], couldNotRead: [] },
      places: { after: [] },
      search: { found: [], notSearched: [] },
      bytes: { before: original.length, after: copy.length },
      identical: false,
    });
    expect(proof.search.values).toBeGreaterThan(0);
    expect(proof.pixels.after).toBe(proof.pixels.before);
    expect(proof.places.before).toContainEqual({ group: "GPS", name: "GPSLatitude" });
    expect(proof.removed).toContainEqual({ group: "GPS", name: "GPSLatitude" });
  }
});

test("takes out the kinds that are named, and leaves the others", { tag: "@store" }, async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace());
  const gone = { devices: SERIAL, people: "Ada Example", texts: "By the fountain", software: "Lumen 1.0" };
  for (const kinds of ["devices", "people,texts", "software,devices"]) {
    const copy = await bytesOf(await get(visitor, id, `scrub?remove=${kinds}`));
    for (const [kind, value] of Object.entries(gone))
      expect(copy.includes(value), `${value} without ${kinds}`).toBe(!kinds.split(",").includes(kind));
    const { remove, exiftool, search, pixels } = await proofOf(visitor, id, kinds);
    expect([...remove].sort()).toEqual(kinds.split(",").sort());
    expect(exiftool.after).toEqual([]);
    // The make of the camera stands in the name of its software, too: that stays where it was not named.
    const software = expect.stringMatching(/0x0131/);
    expect(search.found).toEqual(kinds === "devices" ? [{ value: "Lumen", where: software }] : []);
    expect(exiftool.before.length).toBeGreaterThan(0);
    expect(pixels.after).toBe(pixels.before);
  }
});

test("takes its kinds in any order, once or several times", async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace());
  const etags = ["people,time", "time,people", "people&remove=time", "time,people,time"].map(
    async (kinds) => (await get(visitor, id, `scrub?remove=${kinds}`)).headers.get("etag") ?? "",
  );
  const [first, ...others] = await Promise.all(etags);
  expect(first).toMatch(/^"/);
  for (const other of others) expect(other).toBe(first);
});

const WORDS = Buffer.from("Ada Example at 51.508972, -0.128794 ");

/** Words behind the picture of an icon. */
async function iconWithWords(): Promise<Picture> {
  const { buffer } = await dot("a.png");
  return { name: "a.ico", mimeType: "image/x-icon", buffer: Buffer.concat([ico([{ body: buffer }]), WORDS]) };
}

for (const [name, made] of Object.entries({ SVG: drawnBy, ICO: iconWithWords })) {
  test(`scrubs ${name} too`, async ({ visitor }) => {
    const picture = await made();
    const { id } = await visitor.ready(picture);
    const location = await bytesOf(await get(visitor, id, "scrub?remove=location"));
    expect(location.includes("51.508972")).toBe(false);
    const copy = await bytesOf(await get(visitor, id, "scrub?remove=all"));
    for (const secret of ["51.508972", "Ada Example", "secret-map"]) expect(copy.includes(secret), secret).toBe(false);
    const { pixels, exiftool, identical } = await proofOf(visitor, id, "all");
    expect([exiftool.after, identical]).toEqual([[], false]);
    expect(pixels.after).toBe(pixels.before);
    const again = await visitor.ready({ ...picture, buffer: copy });
    expect(again).toMatchObject({ width: expect.any(Number), frames: 1 });
  });
}

test("says in the proof what it could not look into", async ({ visitor }) => {
  const { id } = await visitor.ready(await cutOff());
  const { exiftool } = await proofOf(visitor, id, "location");
  expect(exiftool.couldNotRead.length).toBeGreaterThan(0);
});

test("says in the proof what only a conversion takes out", async ({ visitor }) => {
  const hidden = await hiddenUnderAlpha();
  const { id, links } = await visitor.ready(hidden);
  const { stays } = await proofOf(visitor, id, "all");
  expect(stays.map(({ code }) => code)).toEqual(["hidden_pixels"]);
  const converted = await bytesOf(await visitor.fetch(`${links.convert}?format=png&metadata=none`));
  const { data } = await sharp(converted).raw().toBuffer({ resolveWithObject: true });
  expect([...data.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
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
    ["scrub?remove=people,some", "remove"],
    ["scrub?remove=", "remove"],
    ["scrub?remove=all&report=2", "report"],
    ["scrub?remove=all&page=1", "page"],
  ] as const) {
    expect((await expectProblem(await get(visitor, id, path), 400, "invalid_parameter")).parameter).toBe(parameter);
  }
});

test("refuses what could not be read, what is not ready, and another's picture", { tag: "@store" }, async ({
  visitor,
}) => {
  const letter = await visitor.failed(await textNamedJpg());
  for (const path of ["tags", "scrub?remove=all"])
    await expectProblem(await get(visitor, letter.id, path), 415, "not_an_image");
  const files = [{ name: "announced.jpg", bytes: 1000, mediaType: "image/jpeg" }];
  const announced = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const [upload] = (await announced.json()).uploads;
  await expectProblem(await get(visitor, upload.image.id, "tags"), 409, "not_ready");
  await expectProblem(await get(visitor, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "scrub?remove=all"), 404, "not_found");
});
