import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scratch } from "#decoder/pictures.fixture.ts";
import { cutOff } from "./cut-off.ts";

const box = (type: string, body: Buffer | string, claimed?: number): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(claimed ?? bytes.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, bytes]);
};
const PICTURE = [box("ftyp", "heic\0\0\0\0"), box("meta", Buffer.alloc(100)), box("mdat", Buffer.alloc(792))];

function told(...parts: Buffer[]): string | null {
  const path = scratch("picture.heic");
  writeFileSync(path, Buffer.concat(parts));
  return cutOff(path);
}

describe("a file of boxes", () => {
  it("that is whole is not cut off, whatever lies behind it", () => {
    expect(told(...PICTURE)).toBeNull();
    for (const behind of [
      Buffer.from("some text that someone put there, of some length"),
      Buffer.from("\0\0\x3d\xb8MCC_Data and more of it, and more of it", "latin1"),
      Buffer.from("SEFHi\0\0\0\x01\0\0\0SEFT", "latin1"),
      Buffer.alloc(500, 0x41),
      Buffer.alloc(500, 0xff),
      Buffer.alloc(3),
      box("sefd", Buffer.alloc(40)),
    ]) {
      expect(told(...PICTURE, behind), behind.toString("latin1", 0, 12)).toBeNull();
    }
  });

  it("that ends inside a box of a picture's says how much is missing", () => {
    const whole = Buffer.concat(PICTURE);
    expect(told(whole.subarray(0, whole.length / 2))).toMatch(/about 50 % of it is missing/);
    expect(told(whole.subarray(0, whole.length - 1))).toMatch(/about 1 % of it is missing/);
    expect(told(...PICTURE.slice(0, 2), box("mdat", "x", 1_000_000))).toMatch(/about 99 %/);
  });
});
