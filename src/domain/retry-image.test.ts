import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, IDLE_DECODERS, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { createDecoderTime } from "#decoder-pool/decoder-time.ts";
import { retryImage } from "./retry-image.ts";

const DAMAGED = { code: "damaged_image", detail: "Broken." } as const;

let services: TestServices;
let now = 0;
beforeEach(() => {
  const time = createDecoderTime(60_000, () => now);
  const charge = (workspace: string, ms: number) => {
    time.check(workspace);
    time.charge(workspace, ms);
  };
  services = testServices({ decoders: { ...IDLE_DECODERS, charge } });
});
afterEach(() => services.close());

async function failed(afterMs?: number): Promise<string> {
  const { id } = await upload(services, "Dear diary");
  await services.catalog.markFailed(WORKSPACE, id, DAMAGED, undefined, afterMs);
  return id;
}
const retry = (id: string) => retryImage(services, WORKSPACE, id);
const statusOf = async (id: string) => (await services.catalog.get(WORKSPACE, id))?.status;

test("costs the decoder time that the last try took, and is refused where none is left", async () => {
  const [first, second, third] = [await failed(40_000), await failed(25_000), await failed(10)];
  await retry(first);
  await retry(second);
  await expect(retry(third)).rejects.toMatchObject({ code: "too_many_requests", retryAfter: expect.any(Number) });
  expect(await statusOf(third)).toBe("failed");
  now += 3_600_000;
  await retry(third);
  expect(await statusOf(third)).toBe("pending");
});

test("costs nothing where there is nothing to try again", async () => {
  const id = await failed(60_000);
  await retry(id);
  expect(await codeOf(retry(id))).toBe("not_ready");
});

test("costs as much as a try may take where nobody knows what the last one took", async () => {
  const images = [await failed(), await failed(), await failed()];
  expect(await Promise.all(images.map((id) => codeOf(retry(id))))).toEqual([
    "no error",
    "no error",
    "too_many_requests",
  ]);
});
