// @module-tag slow
import { readdir, readFile, truncate } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { convertAs, MAX_PIXELS, patches, save, scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { WRITABLE } from "#picture/formats.ts";
import { convertSource } from "./convert-source.ts";

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "#000", noise: { type: "gaussian", mean: 128, sigma: 40 } },
  });

test("the same request gives the same bytes", async () => {
  const picture = noise(90, 60).withExif({ IFD0: { Make: "Proof" }, IFD3: { GPSLatitudeRef: "N" } });
  const source = await save(picture.withIccProfile("p3").jpeg());
  for (const { id } of WRITABLE) {
    const query = `format=${id}&width=40&background=%23ff0000`;
    const [one, other] = [await convertAs(source, query), await convertAs(source, query)];
    expect((await readFile(one.path)).equals(await readFile(other.path))).toBe(true);
    expect(one.bytes).toBe((await readFile(one.path)).length);
  }
});

test("a picture that is cut short is damaged, whatever is asked of it", async () => {
  for (const format of ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const) {
    const source = await save(noise(200, 200).toFormat(format));
    const { recipe } = await convertAs(source, "format=png&width=50");
    await truncate(source, Math.floor((await readFile(source)).length * 0.6));
    const job = {
      kind: "convert",
      source,
      format,
      damaged: false,
      frames: 1,
      recipe,
      output: scratch(),
      maxPixels: MAX_PIXELS,
    } as const;
    const error = await convertSource(job).catch((reason) => reason);
    expect(error, format).toMatchObject({ code: "damaged_image" });
    expect(error.message).not.toContain(dirname(source));
    expect(error.cause).toBeDefined();
  }
});

test("a picture of more pixels than may be decoded is refused", async () => {
  const source = await save(patches([[1, 2, 3]], 100).png());
  const { recipe } = await convertAs(source, "width=10");
  const job = {
    kind: "convert",
    source,
    format: "png",
    damaged: false,
    frames: 1,
    recipe,
    output: scratch(),
    maxPixels: 9_999,
  } as const;
  await expect(convertSource(job)).rejects.toMatchObject({ code: "too_many_pixels" });
});

test("an original that is gone is not called damaged", async () => {
  const source = await save(patches([[1, 2, 3]]).png());
  const { recipe } = await convertAs(source, "width=10");
  const job = {
    kind: "convert",
    source: scratch("gone"),
    format: "png",
    damaged: false,
    frames: 1,
    recipe,
    output: scratch(),
    maxPixels: 9_999,
  } as const;
  const error = await convertSource(job).catch((reason) => reason);
  expect(error.code).not.toBe("damaged_image");
});

test("nothing is left beside the result", async () => {
  const source = await save(
    patches([[1, 2, 3]])
      .withExif({ IFD3: { GPSLatitudeRef: "N" } })
      .jpeg(),
  );
  const { path } = await convertAs(source, "format=webp&background=%23ff0000");
  const name = basename(path);
  expect((await readdir(dirname(path))).filter((other) => other.startsWith(name))).toEqual([name]);
});
