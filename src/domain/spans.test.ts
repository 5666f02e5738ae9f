import { afterEach, expect, test } from "vitest";
import { picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { ensureConversion, planConversion } from "./ensure-conversion.ts";

let services: TestServices;
afterEach(() => services.close());

test("how long work took is told by a clock that nobody sets back", async () => {
  services = testServices();
  const { run, ...others } = services.decoders;
  services.decoders = {
    ...others,
    async run(job, how) {
      services.pass(-86_400_000);
      return run(job, how);
    },
  };
  const times: [string, number][] = [];
  services.metrics = { count() {}, time: (name, ms) => void times.push([name, ms]) };
  const { id } = await upload(services, await picture());
  await services.work();
  await ensureConversion(
    services,
    await planConversion(services, WORKSPACE, id, parseRecipe(new URLSearchParams("format=webp"))),
  );
  expect(times.map(([name]) => name)).toEqual(["QueueAge", "ProcessingTime", "ConversionTime"]);
  expect(times.filter(([, ms]) => !(ms >= 0 && ms < 3_600_000))).toEqual([]);
});
