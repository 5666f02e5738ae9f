// @module-tag slow
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MISBEHAVING, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import { planArchive } from "./archive.ts";
import { deleteImage } from "./delete-image.ts";
import { ensureScrub, planScrub, readScrubProof } from "./ensure-scrub.ts";
import { ensureTags, readTagsPage } from "./ensure-tags.ts";
import { findReadyImage } from "./find-image.ts";
import type { ReadyImage } from "./image.ts";
import { isResultKey } from "./keys.ts";

vi.setConfig({ testTimeout: 60_000 });

const withPlace = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: "#a4651e" } })
    .jpeg()
    .withExif({ IFD0: { Artist: "Ada" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .toBuffer();

let services: TestServices;
let image: ReadyImage;
beforeEach(async () => {
  services = testServices();
  const { id } = await upload(services, await withPlace(), "place.jpg");
  await services.work();
  image = await findReadyImage(services, WORKSPACE, id);
});
afterEach(() => services.close());

/** The kinds of all jobs that decoders get. */
function jobs(): string[] {
  const kinds: string[] = [];
  const { run } = services.decoders;
  services.decoders = {
    ...services.decoders,
    run(job, options) {
      kinds.push(job.kind);
      return run(job, options);
    },
  };
  return kinds;
}

describe("all tags", () => {
  it("are made once for all who ask, and kept", async () => {
    const kinds = jobs();
    await Promise.all([ensureTags(services, image), ensureTags(services, image)]);
    const { groups, whole } = await readTagsPage(services, image);
    expect(kinds).toEqual(["tags"]);
    expect(groups.find(({ name }) => name === "EXIF:IFD0")?.rows).toContainEqual(["Artist", "Ada"]);
    expect(whole).toBe(true);
    const { key, csvKey, pageKey } = await ensureTags(services, image);
    expect([key, csvKey, pageKey].map(isResultKey)).toEqual([true, true, true]);
  });

  it("leave nothing behind where the picture is deleted while they are made", async () => {
    const { run } = services.decoders;
    services.decoders = {
      ...services.decoders,
      async run(job, options) {
        const result = await run(job, options);
        await deleteImage(services, WORKSPACE, image.id);
        return result;
      },
    };
    await expect(ensureTags(services, image)).rejects.toMatchObject({ code: "not_found" });
    expect(await services.store.remove(`derived/${WORKSPACE}/${image.id}/`)).toBe(0);
  });

  it("are made in a process that is killed by time, or by memory", async () => {
    services.close();
    for (const [source, code] of [
      ["hang", "conversion_timeout"],
      ["eat", "too_complex"],
    ] as const) {
      services = testServices({ decoder: MISBEHAVING });
      const job = { kind: "tags", source, output: "", csv: "", shown: "" } as const;
      await expect(services.decoders.run(job, { timeoutMs: source === "hang" ? 2000 : 30_000 })).rejects.toMatchObject({
        code,
      });
      if (source === "hang") services.close();
    }
  });
});

describe("a scrub", () => {
  it("is made once with its proof, and both come from the store afterwards", async () => {
    const kinds = jobs();
    const scrub = planScrub(image, ["location"]);
    await Promise.all([ensureScrub(services, image, scrub), ensureScrub(services, image, scrub)]);
    const report = await readScrubProof(services, image, scrub);
    expect(kinds).toEqual(["scrub"]);
    expect(report.places.before.map(({ name }) => name)).toContain("GPSLatitude");
    const copy = await buffer((await services.store.read(scrub.key))!.body);
    expect(copy.length).toBe(report.bytes.after);
    expect(copy.includes("Ada")).toBe(true);
  });

  it("is made again where its proof went for newer results", async () => {
    const kinds = jobs();
    const scrub = planScrub(image, REMOVAL_KINDS);
    await ensureScrub(services, image, scrub);
    await services.store.remove(scrub.reportKey);
    await readScrubProof(services, image, scrub);
    expect(kinds).toEqual(["scrub", "scrub"]);
  });

  it("has another name for each removal and for other bytes", () => {
    const keys = [
      planScrub(image, ["location"]),
      planScrub(image, REMOVAL_KINDS),
      planScrub({ ...image, etag: "of other bytes" }, REMOVAL_KINDS),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it("is refused for a format that cannot be written", () => {
    const unknown = { ...image, facts: { ...image.facts, format: "xcf" } };
    expect(() => planScrub(unknown, REMOVAL_KINDS)).toThrow(expect.objectContaining({ code: "unsupported_format" }));
  });
});

it("an archive holds scrubbed originals and their tags", async () => {
  await upload(services, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "drawing.svg");
  await services.work();
  const found: Record<string, Buffer> = {};
  for await (const { name, body } of await planArchive(services, WORKSPACE, null, {
    scrub: ["location"],
    tags: true,
  })) {
    found[name] = typeof body === "string" ? Buffer.from(body) : await buffer(body);
  }
  expect(Object.keys(found).sort()).toEqual([
    "drawing.svg",
    "drawing.svg.tags.json",
    "place.jpg",
    "place.jpg.tags.json",
  ]);
  expect((await sharp(found["place.jpg"]).metadata()).exif?.includes("Ada")).toBe(true);
  expect(JSON.parse(found["place.jpg.tags.json"]!.toString()).exiftool).toBe("13.59");
});
