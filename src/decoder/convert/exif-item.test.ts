import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FAULTS } from "#corpus.fixture.ts";
import { convertAs } from "#decoder/pictures.fixture.ts";

const NAME = "exif-item-with-app1-prefix.heic";
if (!existsSync(FAULTS))
  console.warn(`skipped: Exif of a HEIC with a head before it, for there are no files at ${FAULTS}`);

test.skipIf(!existsSync(FAULTS))("Exif with a head before it in a HEIC goes into a result that keeps all", async () => {
  const { path } = await convertAs(join(FAULTS, NAME), "format=jpeg&metadata=all");
  const [told] = JSON.parse(execFileSync("exiftool", ["-j", "-n", "-Make", "-GPSLatitude", path]).toString());
  expect(told).toMatchObject({ Make: "Xiaomi", GPSLatitude: -10.5 });
});
