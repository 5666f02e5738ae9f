import { afterEach, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { ensureConversion, planConversion } from "./ensure-conversion.ts";

let services: TestServices;
afterEach(() => services.close());

it("counts and times what happens to pictures, and names none of them", async () => {
  services = testServices();
  const measured: unknown[] = [];
  services.metrics = {
    count: (name, dimensions) => void measured.push([name, dimensions]),
    time: (name, ms, dimensions) => void measured.push([name, ms >= 0, dimensions]),
  };
  const { id } = await upload(services, await picture());
  await upload(services, "Dear diary");
  await services.work();
  const recipe = parseRecipe(new URLSearchParams("format=webp"));
  for (let time = 0; time < 2; time++) {
    await ensureConversion(services, await planConversion(services, WORKSPACE, id, recipe));
  }
  expect(measured).toEqual([
    ["Uploads", undefined],
    ["Uploads", undefined],
    ["QueueAge", true, undefined],
    ["Ready", { format: "jpeg" }],
    ["ProcessingTime", true, undefined],
    ["QueueAge", true, undefined],
    ["Failed", { code: "not_an_image" }],
    ["ProcessingTime", true, undefined],
    ["Conversions", { format: "webp", result: "made" }],
    ["ConversionTime", true, { format: "webp" }],
    ["Conversions", { format: "webp", result: "stored" }],
  ]);
});
