import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readIcc } from "#decoder/inspect/icc.ts";
import { apart, convertAs, processFile, type Rgb, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { libheif } from "./libheif.ts";

/** Made by us: six fields of 32 px in Display P3; 64 x 40 px of ten bits with alpha; the fields, turned by the container. */
const made = (name: string) => join(import.meta.dirname, "fixtures", `${name}.heic`);

const FIELDS: Rgb[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 200, 60],
  [30, 180, 170],
  [128, 128, 128],
];

/** The numbers in a file as they are, whatever its profile says of them, at the middles of the fields. */
async function numbers(path: string, upright = true): Promise<Rgb[]> {
  const { data, info } = await sharp(path, { ignoreIcc: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return FIELDS.map((_, index) => {
    const across = Math.floor(((index + 0.5) * (upright ? info.width : info.height)) / FIELDS.length);
    const x = upright ? across : Math.floor(info.width / 2);
    const y = upright ? Math.floor(info.height / 2) : across;
    const at = (y * info.width + x) * info.channels;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  });
}

test("keeps the colours of Display P3 and says so, in every format that can", async () => {
  const { facts } = await processFile(made("display-p3"));
  expect(facts).toMatchObject({ format: "heic", mediaType: "image/heic", width: 192, height: 48, bitDepth: 8 });
  for (const format of ["jpeg", "png", "webp", "avif", "tiff"]) {
    const { path } = await convertAs(made("display-p3"), `format=${format}&quality=95`.replace(/(png|tiff)&.*/, "$1"));
    expect(readIcc((await sharp(path).metadata()).icc)?.description, format).toBe(facts.iccProfile);
    expect(apart(await numbers(path), FIELDS), format).toBeLessThanOrEqual(4);
  }
});

test("is turned as the container says, and not once more as its Exif says", async () => {
  const { facts, details } = await processFile(made("turned"));
  expect(facts).toMatchObject({ width: 48, height: 192, orientation: 6 });
  expect(details.metadata.camera.make).toBe("Proof");
  expect(facts.warnings.map(({ code }) => code)).toContain("location");
  const { path, width, height } = await convertAs(made("turned"), "format=png&metadata=all");
  expect({ width, height }).toEqual({ width: 48, height: 192 });
  // a quarter turn to the left: what was on the right is at the top
  expect(apart(await numbers(path, false), FIELDS.toReversed())).toBeLessThanOrEqual(8);
  expect((await sharp(path).metadata()).orientation ?? 1).toBe(1);
});

test("keeps alpha and more than eight bits", async () => {
  const master = scratch("master.png");
  const { facts } = await processFile(made("ten-bits-alpha"), { master });
  expect(facts).toMatchObject({ width: 64, height: 40, bitDepth: 10, hasAlpha: true });
  const { data } = await sharp(master)
    .toColourspace("rgb16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2);
  for (const [x, y] of [
    [10, 8],
    [50, 30],
  ] as const) {
    const wanted = [x * 1040, y * 1680, 30_000, x < 32 ? 65_535 : 20_000];
    const found = [...samples.subarray((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)];
    for (const [index, value] of wanted.entries()) expect(Math.abs((found[index] ?? 0) - value)).toBeLessThan(1200);
  }
  const { path } = await convertAs(made("ten-bits-alpha"), "format=tiff");
  expect(await sharp(path).metadata()).toMatchObject({ depth: "ushort", hasAlpha: true });
});

test("a file that is cut off is taken as far as it goes, and says how much is missing", async () => {
  const whole = await readFile(made("display-p3"));
  const cut = scratch("cut.heic");
  await writeFile(cut, whole.subarray(0, whole.length - 90));
  const { facts } = await processFile(cut).catch(({ code }) => ({ facts: { warnings: [{ code, detail: "" }] } }));
  expect(facts.warnings[0]?.code).toMatch(/^damaged/);
  await writeFile(cut, whole.subarray(0, 500));
  await expect(processFile(cut)).rejects.toMatchObject({ code: "damaged_image" });
});

test.each([
  ["whose first box has no size", (file: Buffer) => file.writeUInt32BE(0, 0)],
  ["whose second box goes on for ever", (file: Buffer) => file.writeUInt32BE(0xffffffff, file.readUInt32BE(0))],
  ["whose second box is smaller than its head", (file: Buffer) => file.writeUInt32BE(3, file.readUInt32BE(0))],
])("a file %s has an end", async (_, spoil) => {
  const file = await readFile(made("display-p3"));
  spoil(file);
  const path = scratch("spoiled.heic");
  await writeFile(path, file);
  const code = await processFile(path).then(
    ({ facts }) => facts.format,
    (error) => error.code,
  );
  expect(["heic", "damaged_image", "not_an_image"]).toContain(code);
});

test("is opened in memory that no other picture has been in", async () => {
  expect(await libheif()).not.toBe(await libheif());
});

test("is refused by name where it is switched off", async () => {
  await expect(processFile(made("display-p3"), { closed: ["heic"] })).rejects.toMatchObject({
    code: "unsupported_format",
    message: expect.stringContaining("HEIC is switched off here"),
  });
});
