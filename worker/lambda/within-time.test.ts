import { expect, onTestFinished, test } from "vitest";
import { codeOf, MISBEHAVING } from "#compose.fixture.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import { RESERVE_MS, withinTime } from "./within-time.ts";

/** Decoders that hang at the source `hang`. @param limitMs what a picture may take; `left`: of the invocation, ms */
function open(limitMs: number, left: number) {
  const limits = { timeoutMs: limitMs, memoryBytes: 1e9, crashRetries: 0, size: 1, queue: 1 };
  const pool = createDecoderPool({ entry: MISBEHAVING, env: { PATH: process.env.PATH ?? "" }, ...limits });
  onTestFinished(() => pool.close());
  const time = { left };
  const decoders = withinTime(pool, { remainingMs: () => time.left, limitMs });
  return { time, run: decoders.run };
}

const job = (source: string) => ({ kind: "master", source, format: "heic", output: "/none", maxPixels: 1 }) as const;

test("kills a decoder before Lambda ends the invocation, and does not blame the picture", async () => {
  expect(await codeOf(open(60_000, RESERVE_MS + 300).run(job("hang")))).toBe("busy");
});

test("blames a picture that had all its time", async () => {
  const { run } = open(300, RESERVE_MS + 60_000);
  await run(job("fine"), { patient: true }); // there is a decoder
  expect(await codeOf(run(job("hang")))).toBe("conversion_timeout");
});

test("begins nothing where no time is left", async () => {
  const { time, run } = open(60_000, RESERVE_MS + 30_000);
  const decoder = await run(job("fine")); // answers its process id
  time.left = RESERVE_MS;
  expect(await codeOf(run(job("fine")))).toBe("busy");
  time.left = RESERVE_MS + 30_000;
  expect(await run(job("fine"))).toEqual(decoder); // none was killed for it
});
