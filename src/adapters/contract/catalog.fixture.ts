/** What the parts of the catalog's suite share. */
import { expect } from "vitest";
import type { Catalog } from "#domain/ports/catalog.ts";
import type { PublicError } from "#errors.ts";
import { anImage, DETAILS, FACTS, NOON, ulid, WORKSPACE } from "./fixtures.ts";

export const LIMITS = { images: 10, bytes: 10_000 };
export const ONE = { images: 1, bytes: 1000 };
export const NOTHING = { images: 0, bytes: 0 };
export const ARRIVED = { bytes: 990, etag: "abc" };
export const DAMAGED: PublicError = { code: "damaged_image", detail: "The end of the file is missing." };
export const ID = ulid(1);

/** Reserves what the record says and creates it. */
export async function createReserved(catalog: Catalog, record = anImage()): Promise<void> {
  const amount = { images: 1, bytes: record.reserved };
  expect(await catalog.reserve(record.workspace, amount, LIMITS, NOON)).toBe(true);
  await catalog.create(record);
}

export async function makeReady(catalog: Catalog, id = ID): Promise<void> {
  await catalog.markProcessing(WORKSPACE, id, ARRIVED);
  expect(await catalog.markReady(WORKSPACE, id, "abc", FACTS, DETAILS)).toBe(true);
}
