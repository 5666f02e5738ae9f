// @module-tag slow
import { randomBytes } from "node:crypto";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { storageFull } from "#adapters/refusals.ts";
import { codeOf, MISBEHAVING, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { createDecoderPool } from "#decoder-pool/pool.ts";
import { AppError } from "#errors.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { planArchive } from "./archive.ts";
import { deleteImage } from "./delete-image.ts";
import { ensureConversion, makeFreshConversion, planConversion } from "./ensure-conversion.ts";
import { ensureFilmstrip } from "./ensure-filmstrip.ts";
import { ensurePreview } from "./ensure-preview.ts";
import { findReadyImage } from "./find-image.ts";
import type { ImageRecord, ReadyImage } from "./image.ts";
import { isResultKey } from "./keys.ts";

let services: TestServices;
let image: ImageRecord;
let conversions: number;

beforeEach(async () => {
  services = testServices();
  const { decoders } = services;
  conversions = 0;
  services.decoders = {
    ...services.decoders,
    run: (job, how) => {
      if (job.kind === "convert") conversions++;
      return decoders.run(job, how);
    },
  };
  image = await upload(services, await picture(300, 200), "holiday.jpg");
  await services.work();
});
afterEach(() => services.close());

const recipe = (query: string) => parseRecipe(new URLSearchParams(query));
const plan = (query: string, id = image.id) => planConversion(services, WORKSPACE, id, recipe(query));

describe("a conversion", () => {
  it("is made once for all who ask at once, and not again afterwards", async () => {
    const conversion = await plan("format=png&width=100");
    await Promise.all([1, 2, 3].map(() => ensureConversion(services, conversion)));
    await ensureConversion(services, await plan("width=100&format=png"));
    expect(conversions).toBe(1);
    expect((await services.store.read(conversion.key))?.bytes).toBeGreaterThan(0);
    expect(conversion.fileName).toBe("holiday.png");
  });

  it("has another etag for another recipe", async () => {
    const etags = await Promise.all(
      ["", "width=10", "format=png", "quality=10"].map(async (query) => (await plan(query)).etag),
    );
    expect(new Set(etags).size).toBe(4);
  });

  it("of an image that is not there, not ready or failed says which", async () => {
    expect(await codeOf(plan("", "01ARZ3NDEKTSV4RRFFQ69G5FAV"))).toBe("not_found");
    expect(await codeOf(plan("", "../../secret"))).toBe("not_found");
    const waiting = await upload(services, "Dear diary");
    expect(await codeOf(plan("", waiting.id))).toBe("not_ready");
    await services.work();
    expect(await codeOf(plan("", waiting.id))).toBe("not_an_image");
  });

  it("leaves nothing when the image is deleted while it is made", async () => {
    const conversion = await plan("format=png");
    const making = codeOf(ensureConversion(services, conversion));
    await deleteImage(services, WORKSPACE, image.id);
    expect(await making).toBe("not_found");
    expect(await services.store.head(conversion.key)).toBeNull();
  });

  it("is stopped when its picture is deleted, or when nobody waits for it any more", async () => {
    const pool = createDecoderPool({
      entry: MISBEHAVING,
      env: { PATH: process.env.PATH ?? "" },
      size: 1,
      queue: 1,
      crashRetries: 0,
      timeoutMs: 60_000,
      memoryBytes: 1e9,
    });
    onTestFinished(pool.close);
    services.decoders = { ...pool, run: (job, how) => pool.run({ ...job, source: "hang" }, how) };
    const gone = new AbortController();
    const left = codeOf(ensureConversion(services, await plan("format=png"), { signal: gone.signal }));
    const deleted = codeOf(ensureConversion(services, await plan("format=webp")));
    gone.abort();
    expect(await left).toBe("busy");
    await deleteImage(services, WORKSPACE, image.id);
    expect(await deleted).toBe("not_found");
    await vi.waitFor(() => expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]), 10_000);
  });

  it("leaves nothing in the scratch folder, also of a decoder that was killed over its side files", async () => {
    services.decoders = {
      ...services.decoders,
      run: async (job) => {
        if (job.kind === "convert") writeFileSync(`${job.output}.source`, "a copy of the original");
        throw new AppError("conversion_timeout", "Too slow.");
      },
    };
    expect(await codeOf(ensureConversion(services, await plan("format=png")))).toBe("conversion_timeout");
    expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
  });

  it("that is not kept is sent from a file that is gone already", async () => {
    const { body, bytes } = await makeFreshConversion(services, await plan("format=png"));
    expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
    expect((await buffer(body)).length).toBe(bytes);
  });

  it("drops the oldest results when they need more room than the workspace has", async () => {
    const [first, second] = [await plan("format=png"), await plan("format=jpeg")];
    await ensureConversion(services, first);
    services.limits.workspaceBytes = (await services.store.head(first.key))?.bytes ?? 0;
    await ensureConversion(services, second);
    expect(await services.store.head(first.key)).toBeNull();
    expect(await services.store.head(second.key)).not.toBeNull();
  });
});

describe("a conversion that finds no room", () => {
  const sizes = async (query: string) => {
    const { body, bytes } = await makeFreshConversion(services, await plan(query));
    body.destroy();
    return bytes;
  };

  it.each(["its workspace's results may take less", "all that is kept may take less"])(
    "is answered, once for each who asks, and not kept: %s",
    async (why) => {
      if (why.startsWith("its")) services.limits.workspaceBytes = (await sizes("format=png")) - 1;
      else services.store.ensureRoom = async () => Promise.reject(storageFull());
      const conversion = await plan("format=png");
      conversions = 0;
      const fresh = await Promise.all([1, 2].map(() => ensureConversion(services, conversion)));
      for (const one of fresh) expect((await buffer(one?.body ?? Readable.from([]))).length).toBe(one?.bytes);
      expect(conversions).toBe(2);
      expect(await services.store.head(conversion.key)).toBeNull();
      expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
    },
  );

  it("is packed into an archive all the same", async () => {
    services.limits.workspaceBytes = 1;
    const entries = await Array.fromAsync(
      await planArchive(services, WORKSPACE, null, { recipe: recipe("format=png") }),
    );
    expect(entries.map(({ name }) => name)).toEqual(["holiday.png"]);
    const [packed] = entries;
    expect((await buffer(packed?.body as Readable)).subarray(1, 4).toString()).toBe("PNG");
  });

  it("is refused as no fault of the picture where it cannot be read but from the store", async () => {
    services.store.putFile = async () => Promise.reject(storageFull());
    expect(await codeOf(ensurePreview(services, await findReadyImage(services, WORKSPACE, image.id)))).toBe(
      "storage_full",
    );
  });
});

describe("frames for the screen", () => {
  let film: ReadyImage;
  let jobs: string[];
  beforeEach(async () => {
    const colours = ["#ff0000", "#00ff00", "#0000ff"];
    const frames = colours.map((background) => sharp({ create: { width: 30, height: 20, channels: 3, background } }));
    const pages = await Promise.all(frames.map((frame) => frame.png().toBuffer()));
    const { id } = await upload(
      services,
      await sharp(pages, { join: { animated: true } })
        .gif()
        .toBuffer(),
      "film.gif",
    );
    await services.work();
    film = await findReadyImage(services, WORKSPACE, id);
    jobs = [];
    const { decoders } = services;
    services.decoders = {
      ...services.decoders,
      run: (job, how) => {
        jobs.push(job.kind);
        return decoders.run(job, how);
      },
    };
  });

  it("are made once, each under its own name, and go first of all where there is too little room", async () => {
    const keys = [
      await ensureFilmstrip(services, film, 0),
      await ensurePreview(services, film, 1),
      await ensurePreview(services, film, 2),
    ];
    await Promise.all([
      ensureFilmstrip(services, film, 0),
      ensurePreview(services, film, 1),
      ensurePreview(services, film),
    ]);
    expect(jobs).toEqual(["filmstrip", "preview", "preview", "preview"]);
    expect(new Set(keys).size).toBe(3);
    expect(keys.map(isResultKey)).toEqual([true, true, true]);
    const conversion = await plan("format=png");
    const fresh = await makeFreshConversion(services, conversion);
    fresh.body.destroy();
    services.limits.workspaceBytes = fresh.bytes;
    await ensureConversion(services, conversion);
    expect(await Promise.all(keys.map((key) => services.store.head(key)))).toEqual([null, null, null]);
    expect(await services.store.head(await ensurePreview(services, film))).not.toBeNull();
  });

  it("leave nothing when the image is deleted while they are made", async () => {
    const making = codeOf(ensureFilmstrip(services, film, 0));
    await deleteImage(services, WORKSPACE, film.id);
    expect(await making).toBe("not_found");
    expect(readdirSync(join(services.dataDir, "tmp"))).toEqual([]);
  });
});

it("takes a picture that is cut off as it was found: every conversion goes as far", async () => {
  const bytes = await sharp(randomBytes(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
    .jpeg()
    .toBuffer();
  const { id } = await upload(services, bytes.subarray(0, bytes.length / 2), "half.jpg");
  await services.work();
  const half = await findReadyImage(services, WORKSPACE, id);
  expect(half.facts.warnings.map(({ code }) => code)).toEqual(["damaged"]);
  await ensureConversion(services, await plan("format=webp", id));
  expect(await services.store.head(await ensurePreview(services, half))).not.toBeNull();
});

describe("an archive", () => {
  const namesOf = async (ids: string[] | null, query: string | null) => {
    const names: string[] = [];
    let errors = "";
    for await (const entry of await planArchive(
      services,
      WORKSPACE,
      ids,
      query === null ? {} : { recipe: recipe(query) },
    )) {
      names.push(entry.name);
      if (typeof entry.body === "string") errors = entry.body;
      else entry.body.destroy();
    }
    return { names, errors };
  };

  it("holds each picture under a name of its own, newest first", async () => {
    await upload(services, await picture(), "holiday.jpg");
    await services.work();
    expect((await namesOf(null, null)).names).toEqual(["holiday.jpg", "holiday (2).jpg"]);
    expect((await namesOf(null, "format=webp")).names).toEqual(["holiday.webp", "holiday (2).webp"]);
  });

  it("names in errors.txt what it could not convert, and why", async () => {
    await upload(services, "Dear diary", "diary.jpg");
    await services.work();
    const { names, errors } = await namesOf(null, "format=webp");
    expect(names).toEqual(["holiday.webp", "errors.txt"]);
    expect(errors).toMatch(/^diary\.jpg: .*text.*\.\n$/);
  });

  it("is refused where there is nothing to pack", async () => {
    expect(await codeOf(planArchive(services, WORKSPACE, ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]))).toBe("not_found");
    expect(await codeOf(planArchive(services, null, null))).toBe("not_found");
  });
});
