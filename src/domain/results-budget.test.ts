import { truncate, writeFile } from "node:fs/promises";
import { afterEach, expect, test } from "vitest";
import { FACTS } from "#adapters/contract/fixtures.ts";
import { type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { ensureConversion, planConversion } from "./ensure-conversion.ts";
import type { ImageRecord } from "./image.ts";
import { resultsBudget } from "./results-budget.ts";

let services: TestServices;
afterEach(() => services.close());

const LIMITS = { maxPixels: 268_000_000, workspaceBytes: 2_000_000_000, maxUploadBytes: 1e9 };
const MB = 1_000_000;

async function add(number: number, bytes: number, status: ImageRecord["status"] = "ready"): Promise<string> {
  const id = `01K${String(number).padStart(23, "0")}`;
  const now = services.now();
  await services.catalog.reserve(WORKSPACE, { images: 1, bytes }, { images: 1000, bytes: 1e12 }, now);
  await services.catalog.create({
    ...{ version: 1, workspace: WORKSPACE, id, name: "a.png", status, error: null, bytes, reserved: bytes },
    ...{ mediaType: "image/png", etag: "abc", createdAt: now, expiresAt: now + 1e6, uploadEndsAt: null, facts: FACTS },
  });
  return id;
}

test("a small picture that is blown up again and again stores a few hundred megabytes, and each answer is whole", async () => {
  services = testServices(LIMITS);
  const id = await add(1, 80_000);
  services.store.localFile = async () => ({ path: "", release: async () => {} });
  services.decoders = {
    ...services.decoders,
    async run(job) {
      if (job.kind !== "convert") throw new Error(job.kind);
      await writeFile(job.output, "");
      await truncate(job.output, 121 * MB); // 968 MB in eight: a hole, which takes no room on the disk
      return undefined as never;
    },
  };
  for (let width = 9000; width < 9008; width++) {
    const recipe = parseRecipe(new URLSearchParams({ enlarge: "1", format: "tiff", width: String(width) }));
    const conversion = await planConversion(services, WORKSPACE, id, recipe);
    expect(await ensureConversion(services, conversion)).toBeNull();
    expect((await services.store.head(conversion.key))?.bytes).toBe(121 * MB);
  }
  expect(services.keptBytes()).toBeLessThan(201 * MB);
});

test.each([
  ["200 MB for little", 2_000_000_000, [80_000], 200 * MB],
  ["four times the originals", 2_000_000_000, [60 * MB, 40 * MB], 400 * MB],
  ["what the originals may take, at most", 2_000_000_000, [400 * MB, 200 * MB], 2_000 * MB],
  ["less than 200 MB where the originals may not take more", 12_000, [80_000], 12_000],
])("of results a workspace keeps %s", async (_, workspaceBytes, sizes, budget) => {
  services = testServices({ ...LIMITS, workspaceBytes });
  for (const [number, bytes] of sizes.entries()) await add(number, bytes);
  expect(await resultsBudget(services, WORKSPACE)).toBe(budget);
});

test("what was announced and has not come gives results no room", async () => {
  services = testServices(LIMITS);
  await add(1, 80_000);
  for (let number = 2; number < 20; number++) await add(number, 100 * MB, "pending");
  expect(await resultsBudget(services, WORKSPACE)).toBe(200 * MB);
});
