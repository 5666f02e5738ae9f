/** What a file gives away, and every byte of it by kind. */
import { expect, test } from "#e2e/fixtures.ts";
import {
  animatedGif,
  animatedWebp,
  cutOff,
  displayP3,
  drawnBy,
  manyPages,
  type Picture,
  photo,
  SERIAL,
  svg,
  textNamedJpg,
  withPlace,
  withUnknownChunk,
} from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";
import { DISCLOSURE_CODES } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed, Report } from "#picture/report/report.ts";

type Told = Omit<Report, "discloses"> & { discloses: (Disclosed & { detail: string })[] };

async function reportOf(visitor: Visitor, picture: Picture): Promise<Told> {
  const { id } = await visitor.ready(picture);
  return visitor.json<Told>(`/api/images/${id}/report`);
}

const codesOf = ({ discloses }: Told) => [...new Set(discloses.map(({ code }) => code))];

test("tells what a photograph gives away, worst first, and what takes each out", { tag: "@store" }, async ({
  visitor,
}) => {
  const report = await reportOf(visitor, await withPlace());
  const worstFirst = ["location", "owner", "serial_number", "device", "date", "caption", "software"];
  expect(codesOf(report).filter((code) => worstFirst.includes(code))).toEqual(worstFirst);
  const serial = report.discloses.find(({ code }) => code === "serial_number");
  expect(serial).toEqual({
    code: "serial_number",
    value: SERIAL,
    source: expect.stringContaining("SerialNumber"),
    remove: ["devices"],
    detail: expect.stringContaining(SERIAL),
  });
  for (const { code, detail, remove } of report.discloses) {
    expect(DISCLOSURE_CODES).toContain(code);
    expect(detail).toMatch(/^[A-Z].*\.$/s);
    expect(remove.length).toBeGreaterThan(0);
  }
  expect(report.unknown.notRead).toEqual([]);
});

for (const made of [
  withPlace,
  withUnknownChunk,
  displayP3,
  animatedGif,
  animatedWebp,
  manyPages,
  svg,
  drawnBy,
  cutOff,
] as (() => Promise<Picture>)[]) {
  test(`the parts of ${made.name} are the file, without a gap`, async ({ visitor }) => {
    const picture = await made();
    const { bytes, parts } = await reportOf(visitor, picture);
    expect(bytes).toBe(picture.buffer.length);
    let at = 0;
    for (const part of parts) {
      expect(part.offset).toBe(at);
      at += part.bytes;
    }
    expect(at).toBe(bytes);
  });
}

test("says nothing of a file only where every byte was read", async ({ visitor }) => {
  expect(await reportOf(visitor, await photo())).toMatchObject({ discloses: [], unknown: { bytes: 0, notRead: [] } });
  const planted = await reportOf(visitor, await withUnknownChunk("note: the blue house"));
  expect(codesOf(planted)).toEqual(["unknown_data"]);
  expect(planted.unknown.bytes).toBe(12 + "note: the blue house".length);
  expect(planted.parts.find(({ kind }) => kind === "unknown")).toMatchObject({ name: "prVt", offset: 33 });
  const cut = await reportOf(visitor, await cutOff());
  expect(cut.unknown.notRead.length).toBeGreaterThan(0);
});

test("is kept, and known again by its ETag", { tag: "@store" }, async ({ visitor }) => {
  const { id } = await visitor.ready(await withPlace());
  const address = `/api/images/${id}/report`;
  const first = await visitor.fetch(address);
  expect(first.headers.get("content-type")).toBe("application/json");
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect((await visitor.fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);
  const bytes = await bytesOf(first);
  expect((await bytesOf(await visitor.fetch(address))).equals(bytes)).toBe(true);
  const head = await visitor.fetch(address, { method: "HEAD" });
  expect(head.headers.get("content-length")).toBe(String(bytes.length));
});

test("is refused before the picture is read, where it failed, and to others", { tag: "@store" }, async ({
  visitor,
  server,
}) => {
  const files = [{ name: "announced.jpg", bytes: 1000, mediaType: "image/jpeg" }];
  const announced = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const [upload] = (await announced.json()).uploads;
  await expectProblem(await visitor.fetch(`/api/images/${upload.image.id}/report`), 409, "not_ready");
  const letter = await visitor.failed(await textNamedJpg());
  await expectProblem(await visitor.fetch(`/api/images/${letter.id}/report`), 415, "not_an_image");
  const { id } = await visitor.ready(await withPlace());
  await expectProblem(await createVisitor(server.address).fetch(`/api/images/${id}/report`), 404, "not_found");
  const { parameter } = await expectProblem(
    await visitor.fetch(`/api/images/${id}/report?full=1`),
    400,
    "invalid_parameter",
  );
  expect(parameter).toBe("full");
});

test("the record warns of what its own readers saw, by the same codes", async ({ visitor }) => {
  const { warnings } = await visitor.ready(await withPlace());
  const codes = warnings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["location", "serial_number", "owner", "date", "device", "caption"]));
  expect(new Set(codes).size).toBe(codes.length);
});
