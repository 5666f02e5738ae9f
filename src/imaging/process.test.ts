import { existsSync } from "node:fs";
import { readdir, truncate, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { isAppError } from "../errors.ts";
import { patches, processFile, save, scratch } from "./pictures.fixture.ts";
import { sharp } from "./sharp-setup.ts";

test("says what a picture is, as it is seen", async () => {
  const source = await save(
    patches(
      [
        [200, 60, 40],
        [40, 60, 200],
      ],
      30,
    )
      .withMetadata({ orientation: 6 })
      .withIccProfile("p3")
      .jpeg(),
  );
  const { facts, details } = await processFile(source, { name: "picture.png" });
  expect(facts).toMatchObject({
    format: "jpeg",
    mediaType: "image/jpeg",
    width: 30,
    height: 60,
    orientation: 6,
    frames: 1,
    hasAlpha: false,
    bitDepth: 8,
    colourSpace: "srgb",
  });
  expect(facts.iccProfile).toMatch(/P3/);
  expect(facts.palette).toHaveLength(5);
  expect(facts.warnings.map((warning) => warning.code)).toContain("extension_mismatch");
  expect(Object.keys(details).sort()).toEqual(["histogram", "metadata"]);
});

test("refuses too many pixels and frames by the headers, with the numbers", async () => {
  const source = await save(patches([[1, 2, 3]], 50).png());
  await expect(processFile(source, { maxPixels: 2499 })).rejects.toMatchObject({
    code: "too_many_pixels",
    message: expect.stringMatching(/2,?\u202f?500 pixels \(50 x 50\)/),
  });
  const frame = await patches([[1, 2, 3]], 10)
    .png()
    .toBuffer();
  const film = await save(
    sharp([frame, frame, frame], { join: { animated: true } }).gif({ keepDuplicateFrames: true }),
  );
  await expect(processFile(film, { maxPixels: 299 })).rejects.toMatchObject({ code: "too_many_pixels" });
  expect((await processFile(film, { maxPixels: 300 })).facts.frames).toBe(3);

  const many = scratch("many.gif");
  await writeFile(many, endlessGif(2001));
  await expect(processFile(many)).rejects.toMatchObject({ code: "too_many_frames" });
});

test("a picture that is cut short is damaged", async () => {
  for (const format of ["jpeg", "png"] as const) {
    const source = await save(
      patches(
        [
          [1, 2, 3],
          [200, 3, 9],
        ],
        300,
      ).toFormat(format),
    );
    await truncate(source, 700);
    const error = await processFile(source).catch((reason) => reason);
    expect(error).toMatchObject({ code: "damaged_image" });
  }
});

test("what is no picture is refused as such", async () => {
  const source = scratch("words.jpg");
  await writeFile(source, "not a picture");
  await expect(processFile(source)).rejects.toMatchObject({ code: "not_an_image" });
});

const CORPUS = resolve(import.meta.dirname, "../..", process.env.CORPUS_DIR ?? "../shared/corpus");
if (!existsSync(CORPUS)) console.warn(`skipped: processing of real files, for there is no corpus at ${CORPUS}`);
test.skipIf(!existsSync(CORPUS))("every real file is ready or refused with a sentence", async () => {
  for (const name of await readdir(CORPUS)) {
    try {
      const { facts } = await processFile(join(CORPUS, name), { name });
      expect(facts.palette).toHaveLength(5);
      expect(facts.width * facts.height).toBeGreaterThan(0);
    } catch (error) {
      expect(
        isAppError(error) && ["unsupported_format", "not_an_image"].includes(error.code),
        `${name}: ${error}`,
      ).toBe(true);
    }
  }
});

/** A GIF89a of frames of one pixel. */
function endlessGif(frames: number): Buffer {
  const head = Buffer.from("GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff", "latin1");
  const frame = Buffer.from("!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0", "latin1");
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(";")]);
}
