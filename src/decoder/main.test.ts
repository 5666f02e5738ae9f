// @module-tag slow
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import type { InspectJob } from "#decoder-pool/jobs.ts";
import { launchDecoder } from "#decoder-pool/launch-decoder.ts";
import type { DecoderResponse } from "#decoder-pool/protocol.ts";
import { testSandbox } from "#decoder-pool/sandbox.fixture.ts";
import { bmp } from "./decode/bitmap.fixture.ts";
import { MAX_PIXELS, patches, save, scratch } from "./pictures.fixture.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The answers to uploads of these files, one after the other, of one decoder as the product starts it. */
async function answers(sources: readonly string[]): Promise<DecoderResponse[]> {
  const env = { PATH: process.env.PATH ?? "" };
  const { child, lend } = launchDecoder(at("./main.ts"), env, testSandbox(temporaryDirectory()));
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "message"); // it is up
  const told: DecoderResponse[] = [];
  for (const [id, source] of sources.entries()) {
    const made = { thumbnail: scratch("thumbnail.webp"), master: scratch("master") };
    const job: InspectJob = { kind: "inspect", source, name: "a", ...made, closed: [], maxPixels: MAX_PIXELS };
    await lend(job, async (lent) => {
      child.send({ id, job: lent });
      told.push((await once(child, "message"))[0]);
    });
  }
  return told;
}

test("says from when on it keeps what a picture has left in WebAssembly", { timeout: 60_000 }, async () => {
  const bitmap = scratch("picture.bmp");
  await writeFile(bitmap, bmp({ width: 2, height: 1, bits: 24, pixels: Buffer.from("00ff00ff00000000", "hex") }));
  const jpeg = await save(patches([[10, 20, 30]]).jpeg());
  const heic = at("./decode/fixtures/turned.heic");
  const told = await answers([jpeg, heic, bitmap, jpeg]);
  expect(told.map(({ ok, keeps }) => ({ ok, keeps }))).toEqual([
    { ok: true, keeps: false },
    { ok: true, keeps: false },
    { ok: true, keeps: true },
    { ok: true, keeps: true },
  ]);
});
