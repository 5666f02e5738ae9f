// @module-tag slow
import { existsSync } from "node:fs";
import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CORPUS } from "#corpus.fixture.ts";
import { isAppError } from "#errors.ts";
import { hdrPicture } from "./inspect/gain-map.fixture.ts";
import { convertAs, patches, processFile, save, scratch } from "./pictures.fixture.ts";
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

/** Something with detail down to its last row. */
function busy(width = 300, height = 200) {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) {
    data[at] = 128 + 90 * Math.sin(at / 37) + 30 * Math.sin((at * at) / 9001);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function cut(path: string, share: number): Promise<string> {
  await truncate(path, Math.floor((await stat(path)).size * share));
  return path;
}

test("a picture that is cut short is taken as far as it goes, and says how much is missing", async () => {
  for (const [name, options] of [
    ["jpeg", {}],
    ["png", { compressionLevel: 0 }],
    ["gif", { effort: 1 }],
  ] as const) {
    const source = await cut(await save(busy().toFormat(name, options), name), 0.5);
    const { facts } = await processFile(source);
    const [warning] = facts.warnings.filter(({ code }) => code === "damaged");
    const percent = Number(/about (\d+) % of the picture is missing/.exec(warning?.detail ?? "")?.[1]);
    expect(percent, name).toBeGreaterThan(35);
    expect(percent, name).toBeLessThan(65);
    const { path, width, height } = await convertAs(source, "format=png", facts.warnings);
    expect([width, height]).toEqual([300, 200]);
    const top = await sharp(path).extract({ left: 0, top: 0, width: 300, height: 50 }).toBuffer();
    expect((await sharp(top).stats()).channels[0]?.stdev, name).toBeGreaterThan(30);
  }
});

test("a progressive JPEG that is cut short is coarse and not missing", async () => {
  const source = await cut(await save(busy().jpeg({ progressive: true }), "cut.jpg"), 0.6);
  expect((await processFile(source)).facts.warnings).toMatchObject([
    { code: "damaged", detail: expect.stringContaining("coarse") },
  ]);
});

test("an animation that is cut short has the frames that arrived", async () => {
  const frames = await Promise.all([0, 90, 180, 270].map((hue) => busy().modulate({ hue }).png().toBuffer()));
  const film = sharp(frames, { join: { animated: true } });
  const source = await cut(await save(film.gif({ delay: [50, 60, 70, 80] }), "cut.gif"), 0.6);
  const { facts, details } = await processFile(source);
  expect(facts.frames).toBeLessThan(4);
  expect(details.pages?.delays).toHaveLength(facts.frames);
  expect(facts.warnings.map(({ code }) => code)).toEqual(["damaged"]);
  const { path } = await convertAs(source, "format=webp", facts.warnings);
  expect((await sharp(path).metadata()).pages).toBe(facts.frames);
});

test("a picture of which nothing can be seen is damaged, and so is one that no decoder opens", async () => {
  for (const [format, bytes] of [
    ["jpeg", null],
    ["png", 60],
    ["webp", 700],
    ["avif", 700],
    ["tiff", 700],
  ] as const) {
    const source = await save(busy().toFormat(format));
    // a JPEG ends where its first scan begins (ITU T.81 §B.2.3)
    await truncate(source, bytes ?? (await readFile(source)).indexOf(Buffer.from([0xff, 0xda])) + 14);
    await expect(processFile(source), format).rejects.toMatchObject({ code: "damaged_image" });
  }
});

test("tells the times of frames, how often they play, and the sizes of pages that differ", async () => {
  const frame = await busy(20, 10).png().toBuffer();
  const other = await busy(20, 10).negate().png().toBuffer();
  const film = sharp([frame, other], { join: { animated: true } });
  expect((await processFile(await save(film.gif({ delay: [40, 1200], loop: 3 }), "film.gif"))).details.pages).toEqual({
    delays: [40, 1200],
    loop: 3,
  });
  expect((await processFile(await save(film.tiff(), "pages.tif"))).details.pages).toEqual({});
  expect((await processFile(await save(busy(), "still.png"))).details.pages).toBeUndefined();
});

test("a TIFF of thousands of pages, or one whose pages go round, is refused or read in no time", async () => {
  const many = scratch("many.tif");
  await writeFile(many, chainedTiff(5000, false));
  await expect(processFile(many)).rejects.toMatchObject({ code: "too_many_frames" });
  const round = scratch("round.tif");
  await writeFile(round, chainedTiff(3, true));
  const end = await processFile(round).catch((error) => error.code);
  expect(end === "damaged_image" || end.facts.frames <= 3).toBe(true);
});

test("a gain map is told, and nothing of it in other files", async () => {
  const hdr = scratch("hdr.jpg");
  await writeFile(hdr, await hdrPicture([[200, 60, 40]], [true]));
  expect((await processFile(hdr)).facts.hdr).toBe(true);
  expect((await processFile(await save(busy().jpeg(), "plain.jpg"))).facts).not.toHaveProperty("hdr");
});

test("what is no picture is refused as such", async () => {
  const source = scratch("words.jpg");
  await writeFile(source, "not a picture");
  await expect(processFile(source)).rejects.toMatchObject({ code: "not_an_image" });
});

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

/** A TIFF (6.0 §2) of pages of one grey pixel, each followed by the next; the last one, where it goes round, by the first. */
function chainedTiff(pages: number, round: boolean): Buffer {
  const tags = [256, 257, 258, 259, 262, 273, 277, 278, 279];
  const size = 2 + tags.length * 12 + 4;
  const bytes = Buffer.alloc(10 + pages * size);
  bytes.write("II*\0\x0a", 0, "latin1");
  for (let page = 0; page < pages; page++) {
    const at = 10 + page * size;
    bytes.writeUInt16LE(tags.length, at);
    for (const [index, tag] of tags.entries()) {
      bytes.writeUInt16LE(tag, at + 2 + index * 12);
      bytes.writeUInt16LE(4, at + 4 + index * 12);
      bytes.writeUInt32LE(1, at + 6 + index * 12);
      bytes.writeUInt32LE({ 258: 8, 273: 8 }[tag] ?? 1, at + 10 + index * 12);
    }
    bytes.writeUInt32LE(page + 1 < pages ? at + size : round ? 10 : 0, at + size - 4);
  }
  return bytes;
}
