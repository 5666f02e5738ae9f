// @module-tag slow
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import { codeOf, picture, type TestServices, testServices, upload, WORKSPACE } from "#compose.fixture.ts";
import { parseNameTemplate } from "#picture/name-template.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { planArchive } from "./archive.ts";

let services: TestServices;
afterEach(() => services.close());

it("packs no other bytes than those that were read, and says which picture waits", async () => {
  services = testServices();
  const kept = await upload(services, await picture(), "kept.jpg");
  const again = await upload(services, await picture(), "again.jpg");
  await services.work();
  const { read } = services.store;
  services.store.read = async (key, range) => {
    const object = await read(key, range);
    return object && key.endsWith(again.id) ? { ...object, etag: "of other bytes" } : object;
  };
  const names: string[] = [];
  let errors = "";
  for await (const { name, body } of await planArchive(services, WORKSPACE, [kept.id, again.id])) {
    names.push(name);
    if (typeof body === "string") errors = body;
    else await text(body);
  }
  expect(names).toEqual(["kept.jpg", "errors.txt"]);
  expect(errors).toMatch(/^again\.jpg: .*still being read/);
});

it("names what it packs by a template: the size of the result, the day it was taken or sent", async () => {
  services = testServices();
  const one = await upload(services, await picture(), "one.jpg");
  const two = await upload(services, Buffer.from("no picture"), "two.tar.gz");
  await services.work();
  const names = async (template: string, query: [string, string][] = []) => {
    const contents = { names: parseNameTemplate(template), ...(query.length > 0 && { recipe: parseRecipe(query) }) };
    return (await Array.fromAsync(await planArchive(services, WORKSPACE, [one.id, two.id], contents))).map(
      ({ name }) => name,
    );
  };
  const { facts, createdAt } = (await services.catalog.get(WORKSPACE, one.id))!;
  const day = new Date(createdAt).toISOString().slice(0, 10);
  expect(await names("{date} {number}-{name}-{width}")).toEqual([
    `${day} 1-one-${facts?.width}.jpg`,
    `${day} 2-two.tar-unknown.gz`,
  ]);
  const [converted] = await names("{name} {width}x{height}", [
    ["format", "webp"],
    ["width", "10"],
  ]);
  expect(converted).toBe(`one 10x${Math.round((facts!.height / facts!.width) * 10)}.webp`);
  expect(await names("..\u202e")).toEqual(["picture.jpg", "picture.gz"]);
});

it("packs the others where one of them cannot be named", async () => {
  services = testServices();
  const one = await upload(services, await picture(), "one.jpg");
  const two = await upload(services, await picture(), "two.jpg");
  await services.work();
  const { details } = services.catalog;
  services.catalog.details = async (workspace, id) => {
    if (id === one.id) throw new Error("the catalog did not answer");
    return details(workspace, id);
  };
  const entries = await planArchive(services, WORKSPACE, [one.id, two.id], {
    names: parseNameTemplate("{width} {name}"),
  });
  const names: string[] = [];
  for await (const { name, body } of entries) {
    names.push(name);
    if (typeof body !== "string") body.destroy();
  }
  expect(names).toEqual([expect.stringMatching(/^\d+ two\.jpg$/), "errors.txt"]);
});

it("is one of four of its workspace at once: until it was read, or its reader is gone", async () => {
  services = testServices();
  await upload(services, await picture(), "one.jpg");
  await services.work();
  const visitors = Array.from({ length: 4 }, () => new AbortController());
  const over = new AbortController();
  const open = (signal = over.signal) => planArchive(services, WORKSPACE, null, {}, signal);
  const archives = await Promise.all(visitors.map(({ signal }) => open(signal)));
  expect(await codeOf(open())).toBe("too_many_requests");
  expect(await codeOf(planArchive(services, "f".repeat(32), null))).toBe("not_found"); // another's own affair
  for await (const { body } of archives[0] ?? []) if (typeof body !== "string") await text(body);
  await open();
  expect(await codeOf(open())).toBe("too_many_requests");
  for (const visitor of visitors) visitor.abort(); // before the first entry
  await Promise.all([open(), open(), open()]);
  over.abort();
});

it("makes nothing more for a reader who is gone", async () => {
  services = testServices();
  for (const name of ["one.jpg", "two.jpg"]) await upload(services, await picture(), name);
  await services.work();
  const gone = new AbortController();
  const jobs: (AbortSignal | undefined)[] = [];
  services.decoders = {
    ...services.decoders,
    run: (_, how) => {
      jobs.push(how?.signal);
      setImmediate(() => gone.abort());
      return new Promise((_result, reject) =>
        how?.signal?.addEventListener("abort", () => reject(new Error("given up"))),
      );
    },
  };
  const contents = { recipe: parseRecipe([["format", "webp"]]) };
  const entries = await planArchive(services, WORKSPACE, null, contents, gone.signal);
  expect(await Array.fromAsync(entries)).toEqual([]);
  expect(jobs.map((signal) => signal?.aborted)).toEqual([true]);
});
