/** Many pictures in one ZIP. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { clear, drawnBy, EVERY_CHARACTER, photo, SERIAL, textNamedJpg, withPlace } from "#e2e/pictures.ts";
import { bytesOf, expectProblem } from "#e2e/visitor.ts";
import { unzip, type ZipEntry } from "#e2e/zip.ts";

async function entriesOf(response: Response): Promise<Record<string, Buffer>> {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="?[\w-]+\.zip"?$/);
  const entries = unzip(await bytesOf(response));
  expect(new Set(entries.map(({ name }) => name.toLowerCase())).size).toBe(entries.length);
  return Object.fromEntries(entries.map(({ name, bytes }: ZipEntry) => [name, bytes]));
}

test("packs conversions under names of their own, also where two files have one name", async ({ visitor }) => {
  const one = await visitor.ready(await photo("beach.jpg", { width: 300, height: 200 }));
  const two = await visitor.ready(await clear("beach.png"));
  await visitor.ready(await photo("left out.jpg"));
  const entries = await entriesOf(await visitor.fetch(`/api/archive?ids=${one.id},${two.id}&format=webp&width=60`));
  expect(Object.keys(entries).sort()).toEqual(["beach (2).webp", "beach.webp"]);
  for (const bytes of Object.values(entries)) {
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 60, height: 40 });
  }
});

test("packs the originals of the whole workspace where nothing is asked for", async ({ visitor }) => {
  const pictures = [await photo("same.jpg"), await photo("same.jpg", { width: 90 }), await textNamedJpg("notes.jpg")];
  for (const picture of pictures) await visitor.settled((await visitor.send(picture))[0]!.id);
  const entries = await entriesOf(await visitor.fetch("/api/archive"));
  expect(Object.keys(entries).sort()).toEqual(["notes.jpg", "same (2).jpg", "same.jpg"]);
  const packed = Object.values(entries).map((bytes) => bytes.toString("base64"));
  expect(packed.sort()).toEqual(pictures.map(({ buffer }) => buffer.toString("base64")).sort());
});

test("names what could not be converted in errors.txt", async ({ visitor }) => {
  const good = await visitor.ready(await photo("good.jpg"));
  const bad = await visitor.failed(await textNamedJpg("letter.jpg"));
  const query = `ids=${good.id},${bad.id},01ARZ3NDEKTSV4RRFFQ69G5FAV&format=png&width=50`;
  const { "errors.txt": errors, ...rest } = await entriesOf(await visitor.fetch(`/api/archive?${query}`));
  expect(Object.keys(rest)).toEqual(["good.png"]);
  const lines = errors!.toString().trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(errors!.toString()).toContain("letter.jpg: ");
  expect(errors!.toString()).toContain("01ARZ3NDEKTSV4RRFFQ69G5FAV: ");
});

test("takes many ids as a form, in either encoding of forms", async ({ visitor }) => {
  const [one, two] = [await visitor.ready(await photo("one.jpg")), await visitor.ready(await photo("two.jpg"))];
  const ids = [...Array.from({ length: 1000 }, () => one.id), two.id].join(",");
  const plain = new URLSearchParams({ ids, format: "webp", width: "40" });
  const asked = await visitor.fetch("/api/archive", { method: "POST", body: plain });
  expect(Object.keys(await entriesOf(asked)).sort()).toEqual(["one.webp", "two.webp"]);
  const form = new FormData();
  form.append("ids", one.id);
  form.append("ids", two.id);
  const originals = await entriesOf(await visitor.fetch("/api/archive", { method: "POST", body: form }));
  expect(Object.keys(originals).sort()).toEqual(["one.jpg", "two.jpg"]);
});

test("keeps a name of every character as far as file systems do", async ({ visitor }) => {
  const { id } = await visitor.ready(await photo(EVERY_CHARACTER));
  const [name = ""] = Object.keys(await entriesOf(await visitor.fetch(`/api/archive?ids=${id}`)));
  expect(name).toBe(EVERY_CHARACTER.replace(/[<>:"|?*]/g, "_"));
});

test("refuses a bad parameter before it begins, and has nothing to pack of nothing", async ({ visitor }) => {
  await expectProblem(await visitor.fetch("/api/archive"), 404, "not_found");
  const { id } = await visitor.ready(await photo());
  for (const [query, parameter] of [
    ["format=bmp", "format"],
    ["format=png&width=0", "width"],
    ["nothing=1", "nothing"],
  ]) {
    const answer = await visitor.fetch(`/api/archive?ids=${id}&${query}`);
    expect((await expectProblem(answer, 400, "invalid_parameter")).parameter).toBe(parameter);
  }
  await expectProblem(await visitor.fetch("/api/archive?ids=01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "not_found");
});

test("packs originals without their place, and all tags beside them", async ({ visitor }) => {
  await visitor.ready(await withPlace("fountain.jpg"));
  const entries = await entriesOf(await visitor.fetch("/api/archive?scrub=location&tags=1"));
  expect(Object.keys(entries).sort()).toEqual(["fountain.jpg", "fountain.jpg.tags.json"]);
  expect(entries["fountain.jpg"]!.includes(SERIAL)).toBe(true);
  expect(entries["fountain.jpg.tags.json"]!.toString()).toContain("GPSLatitude");
  const form = new FormData();
  form.append("scrub", "all");
  const all = await entriesOf(await visitor.fetch("/api/archive", { method: "POST", body: form }));
  expect(all["fountain.jpg"]!.includes(SERIAL)).toBe(false);
});

test("packs originals without the kinds that are named, drawings too", async ({ visitor }) => {
  await visitor.ready(await withPlace("fountain.jpg"));
  await visitor.ready(await drawnBy("map.svg"));
  const entries = await entriesOf(await visitor.fetch("/api/archive?scrub=people,devices"));
  expect(Object.keys(entries).sort()).toEqual(["fountain.jpg", "map.svg"]);
  for (const bytes of Object.values(entries)) expect(bytes.includes("Ada Example")).toBe(false);
  expect(entries["fountain.jpg"]!.includes(SERIAL)).toBe(false);
  expect(entries["fountain.jpg"]!.includes("By the fountain")).toBe(true);
  expect(entries["map.svg"]!.includes("51.508972")).toBe(true);
});

test("refuses a scrub together with a conversion, and one of another kind", async ({ visitor }) => {
  await visitor.ready(await photo("one.jpg"));
  for (const query of ["scrub=all&format=webp", "scrub=some", "scrub=people,some", "tags=yes"]) {
    await expectProblem(await visitor.fetch(`/api/archive?${query}`), 400, "invalid_parameter");
  }
});
