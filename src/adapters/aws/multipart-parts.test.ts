import fc from "fast-check";
import { expect, test } from "vitest";
import { someBytes } from "#adapters/contract/fixtures.ts";
import { partsOf } from "./multipart-parts.ts";

test("parts are full but for the last, in order, and lose nothing", async () => {
  const lengths = fc.array(fc.nat(25), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(lengths, fc.integer({ min: 1, max: 20 }), async (chunkLengths, size) => {
      const chunks = chunkLengths.map((length, seed) => someBytes(length, seed));
      const all = Buffer.concat(chunks);
      const parts = await Array.fromAsync(partsOf(from(chunks), size));
      expect(Buffer.concat(parts.map(({ body }) => body))).toEqual(all);
      expect(parts.map(({ last }) => last)).toEqual([...Array(parts.length - 1).fill(false), true]);
      for (const { body } of parts.slice(0, -1)) expect(body.length).toBe(size);
      expect(parts).toHaveLength(Math.max(1, Math.ceil(all.length / size)));
    }),
  );
});

test("a part is given before the next chunk but one is asked for", async () => {
  let asked = 0;
  const chunks = (function* () {
    for (; asked < 10; asked++) yield Buffer.alloc(10);
  })();
  for await (const _ of partsOf(from(chunks), 10)) break;
  expect(asked).toBe(1);
});

async function* from(chunks: Iterable<Buffer>) {
  yield* chunks;
}
