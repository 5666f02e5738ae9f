import { Readable } from "node:stream";
import { expect, test } from "vitest";
import type { ObjectStore } from "#domain/ports/object-store.ts";
import { NOON, someBytes } from "./fixtures.ts";

const JPEG = { mediaType: "image/jpeg", maxBytes: 1000 };
const NO_KEYS = [
  "",
  "/",
  "uploads",
  "uploads/",
  "uploads/../x",
  "uploads/w/..",
  "uploads/w/.",
  "uploads//x",
  "uploads/w/x/y",
  "uploads/w/x\u0000",
  "uploads/w/x\n",
  "uploads\\w\\x",
  "tmp/w/x",
  "derived/w/x",
  "derived/w/x/.hidden",
  "derived/w/x/a.b/c",
  "derived/w/../../secret",
  `uploads/w/${"x".repeat(129)}`,
];
const NO_PREFIXES = ["uploads/", "derived/", "/", "../", "uploads/../", "derived/w/../"];

/** Names that no object store takes: part of its suite. */
export function describeObjectNames(store: () => ObjectStore): void {
  test.each(NO_KEYS)("takes %j for no key", async (key) => {
    const refusal = { code: "internal" };
    await expect(store().put(key, Readable.from([someBytes(1)]), JPEG)).rejects.toMatchObject(refusal);
    await expect(store().read(key)).rejects.toMatchObject(refusal);
    await expect(store().remove(key)).rejects.toMatchObject(refusal);
    await expect(store().uploadTarget(key, { bytes: 1, mediaType: "", endsAt: NOON })).rejects.toMatchObject(refusal);
  });

  test.each(NO_PREFIXES)("takes %j for no prefix", async (prefix) => {
    await expect(store().remove(prefix)).rejects.toMatchObject({ code: "internal" });
  });
}
