import { describe, expect, test } from "vitest";
import { sharp } from "#decoder/sharp-setup.ts";
import { describeEmbeddedThumbnail } from "./embedded-source.ts";
import type { GreySource } from "./grey-grid.ts";

/** A landscape with something in each part of it, so that every crop and every turn of it is another picture. */
const SCENE = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="480">
  <defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#123"/><stop offset="1" stop-color="#fda"/></linearGradient></defs>
  <rect width="720" height="480" fill="url(#g)"/><circle cx="150" cy="120" r="70" fill="#fff"/>
  <rect x="420" y="260" width="200" height="160" fill="#202020"/><path d="M0 480 L240 220 L400 480z" fill="#2a6"/>
  <rect x="640" y="20" width="60" height="110" fill="#e33"/></svg>`);
const picture = () => sharp(SCENE);

async function pixels(image: ReturnType<typeof sharp>): Promise<GreySource & { shape: number }> {
  const whole = await image.png().toBuffer();
  const { width, height } = await sharp(whole).metadata();
  const { data, info } = await sharp(whole)
    .resize(64, 64, { fit: "inside" })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels, shape: width / height };
}

const copyOf = (image: ReturnType<typeof sharp>, width = 160): Promise<Buffer> =>
  image.flatten().resize({ width }).jpeg({ quality: 70 }).toBuffer();

const seen = (bytes: Buffer, of: GreySource & { shape: number }, orientation = 1) =>
  describeEmbeddedThumbnail({ bytes, orientation }, of, of.shape);

describe("a small copy", () => {
  test("shows the same, with its own size", async () => {
    expect(await seen(await copyOf(picture()), await pixels(picture()))).toEqual({
      width: 160,
      height: 107,
      differs: false,
    });
  });

  test("differs from a picture that was cropped to the same shape since", async () => {
    const cropped = picture().extract({ left: 72, top: 48, width: 576, height: 384 });
    expect(await seen(await copyOf(picture()), await pixels(cropped))).toMatchObject({ differs: true });
  });

  test("differs from a picture that was cropped to another shape since", async () => {
    const cropped = picture().extract({ left: 0, top: 0, width: 480, height: 480 });
    expect(await seen(await copyOf(picture()), await pixels(cropped))).toMatchObject({ differs: true });
  });

  test("differs from a picture in which something was painted over since", async () => {
    const cover = { create: { width: 90, height: 120, channels: 3, background: "#c9a27e" } } as const;
    const painted = picture().composite([{ input: cover, left: 630, top: 15 }]);
    expect(await seen(await copyOf(picture()), await pixels(painted))).toMatchObject({ differs: true });
  });

  test("differs from the corner that is left of a gradient, which is a gradient again", async () => {
    const gradient = (width: number, height: number) =>
      sharp(Buffer.from(Array.from({ length: 300 * 200 }, (_, at) => ((at % 300) * 255) / 300)), {
        raw: { width: 300, height: 200, channels: 1 },
      }).extract({ left: 0, top: 0, width, height });
    const copy = await sharp(await gradient(300, 200).png().toBuffer())
      .jpeg()
      .toBuffer();
    expect(await seen(copy, await pixels(gradient(150, 100)))).toMatchObject({ differs: true });
    expect(await seen(copy, await pixels(gradient(300, 200)))).toMatchObject({ differs: false });
  });

  test("is the same under a small change of brightness and contrast", async () => {
    expect(await seen(await copyOf(picture()), await pixels(picture().linear(0.9, 10)))).toMatchObject({
      differs: false,
    });
  });

  test("is the same between the black bars that cameras put above and below", async () => {
    const barred = await sharp(await copyOf(picture()))
      .resize(160, 120, { fit: "contain", background: "#000" })
      .jpeg()
      .toBuffer();
    expect(await seen(barred, await pixels(picture()))).toEqual({ width: 160, height: 120, differs: false });
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("lies in the file as the picture does: orientation %i", async (orientation) => {
    // What a decoder that turns it upright sees must be the picture: made the other way round by sharp itself.
    const stored = await copyOf(picture());
    const upright = sharp(await sharp(stored).withMetadata({ orientation }).jpeg().toBuffer(), { autoOrient: true });
    const found = await seen(stored, await pixels(upright), orientation);
    expect(found).toMatchObject({ differs: false, width: orientation >= 5 ? 107 : 160 });
  });

  test("is the same where a program turned it and left the orientation as it was", async () => {
    expect(await seen(await copyOf(picture()), await pixels(picture()), 6)).toMatchObject({ differs: false });
  });

  test("that is blank shows nothing", async () => {
    const blank = await sharp({ create: { width: 160, height: 107, channels: 3, background: "#000" } })
      .jpeg()
      .toBuffer();
    expect(await seen(blank, await pixels(picture()))).toMatchObject({ differs: false });
  });

  test("is nothing where it cannot be decoded, or is no small picture", async () => {
    const small = await copyOf(picture());
    expect(await seen(small.subarray(0, 300), await pixels(picture()))).toBeNull();
    expect(await seen(Buffer.alloc(2_000, 0xff), await pixels(picture()))).toBeNull();
    const large = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: "#888" } })
      .jpeg()
      .toBuffer();
    expect(await seen(large, await pixels(picture()))).toBeNull();
  });

  test("of a picture of one pixel is compared as any other", async () => {
    const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: "#888" } });
    expect(await seen(await copyOf(picture()), await pixels(dot))).toMatchObject({ differs: true });
  });
});
