// @module-tag slow
import { statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { displayP3 } from "#decoder/decode/display-p3.ts";
import { apart, convertAs, patches, save, scratch, seen } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { holds, textBytes } from "./blocks.fixture.ts";
import { cutIcc } from "./icc.ts";

const COLOURS = [
  [200, 60, 40],
  [20, 220, 90],
  [128, 128, 128],
  [7, 9, 240],
] as const;

/** A profile with one tag more, as displays' have it. */
function withTag(profile: Buffer, name: string, data: Uint8Array): Buffer {
  const count = profile.readUInt32BE(128);
  const table = Buffer.from(profile.subarray(132, 132 + 12 * count));
  for (let at = 4; at < table.length; at += 12) table.writeUInt32BE(table.readUInt32BE(at) + 12, at);
  const entry = Buffer.alloc(12);
  entry.write(name, 0, "latin1");
  entry.writeUInt32BE(profile.length + 12, 4);
  entry.writeUInt32BE(data.length, 8);
  const whole = Buffer.concat([profile.subarray(0, 132), table, entry, profile.subarray(132 + 12 * count), data]);
  whole.writeUInt32BE(whole.length, 0);
  whole.writeUInt32BE(count + 1, 128);
  whole.write("APPL", 48, "latin1");
  return whole;
}

const SERIAL = "SERIAL-4711-OF-A-DISPLAY";
const PROFILE = (await displayP3()) as Buffer;
const display = withTag(PROFILE, "mmod", textBytes(`mmod\0\0\0\0${SERIAL}`));

test("leaves of a profile what makes colour, in its place and of its length", () => {
  const profile = display;
  const cut = cutIcc(profile) as Uint8Array;
  expect(cut.length).toBe(profile.length);
  expect(holds(cut, SERIAL)).toBe(false);
  expect(Buffer.from(cut).readUInt32BE(128)).toBe(profile.readUInt32BE(128) - 1);
  expect(Buffer.from(cut).readUInt32BE(0)).toBe(cut.length);
  expect(holds(cut, "APPL")).toBe(false);
  expect(cutIcc(cut)).toEqual(cut);
});

test("is none where the bytes are none", () => {
  expect(cutIcc(new Uint8Array(0))).toBeNull();
  expect(cutIcc(new Uint8Array(500))).toBeNull();
  const profile = display;
  for (let at = 0; at < 260; at++) {
    const broken = Uint8Array.from(profile);
    broken[at] = 0xff;
    expect(cutIcc(broken)?.length ?? profile.length).toBe(profile.length);
  }
});

test.each(["jpeg", "png", "webp", "avif", "tiff"])(
  "a %s of which nothing is kept keeps its colours alone",
  async (format) => {
    const profile = scratch("display.icc");
    writeFileSync(profile, display);
    const source = await save(patches(COLOURS).withIccProfile(profile).png());
    expect(holds((await sharp(source).metadata()).icc, SERIAL)).toBe(true);
    const query = `format=${format}${["webp", "avif"].includes(format) ? "&lossless=1" : ""}`;
    const none = await convertAs(source, `${query}&metadata=none`);
    const all = await convertAs(source, `${query}&metadata=all`);
    const [clean, whole] = [await sharp(none.path).metadata(), await sharp(all.path).metadata()];
    expect(holds(whole.icc, SERIAL)).toBe(true);
    expect(clean.icc?.length).toBeGreaterThan(300);
    expect(holds(clean.icc, SERIAL)).toBe(false);
    expect(apart(await seen(none.path, 4), await seen(all.path, 4))).toBe(0);
    expect(none.bytes).toBe(statSync(none.path).size);
  },
);

test("a profile in several segments of a JPEG is cleaned too", async () => {
  const profile = scratch("large.icc");
  const large = withTag(PROFILE, "targ", Buffer.concat([textBytes("text\0\0\0\0"), Buffer.alloc(150_000, SERIAL)]));
  writeFileSync(profile, large);
  const source = await save(patches(COLOURS).withIccProfile(profile).jpeg());
  const none = await convertAs(source, "format=jpeg&metadata=none");
  const { icc } = await sharp(none.path).metadata();
  expect(icc?.length).toBe(large.length);
  expect(holds(icc, "SERIAL")).toBe(false);
  expect(apart(await seen(none.path, 4), await seen((await convertAs(source, "format=jpeg")).path, 4))).toBe(0);
});
