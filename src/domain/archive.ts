import type { Readable } from "node:stream";
import { AppError, toAppError } from "../errors.ts";
import type { RecipeRequest } from "../imaging/recipe.ts";
import { makeConversion, makeFreshConversion, planConversion } from "./convert-image.ts";
import { findImage } from "./find-image.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import { allImages } from "./list-images.ts";
import type { Services } from "./services.ts";
import { uniqueNames } from "./unique-names.ts";

export interface ArchiveEntry {
  name: string;
  modified: Date;
  body: Readable | string;
}

/**
 * The entries of an archive, one at a time: conversions by `request`, or the originals where it is null. What
 * cannot be had is named with its reason in a last entry `errors.txt`.
 * @param ids null for the whole workspace
 * @throws `not_found` before the first entry where there is not one picture to pack
 */
export async function planArchive(
  services: Services,
  workspace: string | null,
  ids: string[] | null,
  request: RecipeRequest | null,
): Promise<AsyncGenerator<ArchiveEntry>> {
  const found = workspace ? await chosen(services, workspace, ids) : { images: [], missing: [] };
  if (found.images.length === 0) throw new AppError("not_found", "There is no picture here to pack.");
  return entries(services, found.images, found.missing, request);
}

async function chosen(
  services: Services,
  workspace: string,
  ids: string[] | null,
): Promise<{ images: ImageRecord[]; missing: string[] }> {
  if (ids === null) return { images: await Array.fromAsync(allImages(services, workspace)), missing: [] };
  const images: ImageRecord[] = [];
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const image = await findImage(services, workspace, id).catch(() => null);
    if (image) images.push(image);
    else missing.push(`${id}: There is no such picture here. It may have been deleted.`);
  }
  return { images, missing };
}

async function* entries(
  services: Services,
  images: ImageRecord[],
  missing: string[],
  request: RecipeRequest | null,
): AsyncGenerator<ArchiveEntry> {
  const unique = uniqueNames(["errors.txt"]);
  const errors = [...missing];
  for (const image of images) {
    try {
      const { name, body } = request ? await converted(services, image, request) : await original(services, image);
      yield { name: unique(name), modified: new Date(image.createdAt), body };
    } catch (error) {
      errors.push(`${image.name}: ${toAppError(error).message}`);
    }
  }
  if (errors.length > 0)
    yield { name: "errors.txt", modified: new Date(services.now()), body: `${errors.join("\n")}\n` };
}

type Part = { name: string; body: Readable };

async function original({ store }: Services, image: ImageRecord): Promise<Part> {
  const object = await store.read(uploadKey(image.workspace, image.id));
  if (!object) throw new AppError("not_ready", "Its bytes have not arrived yet.");
  if (image.etag !== null && object.etag !== image.etag) {
    object.body.destroy(); // sent again to its target, and not read since: not the picture that is on the sheet
    throw new AppError("not_ready", "Other bytes have arrived for it and are still being read.");
  }
  return { name: image.name, body: object.body };
}

async function converted(services: Services, image: ImageRecord, request: RecipeRequest): Promise<Part> {
  const conversion = await planConversion(services, image.workspace, image.id, request);
  if (!services.keepResults) {
    const { body } = await makeFreshConversion(services, conversion, { patient: true });
    return { name: conversion.fileName, body };
  }
  await makeConversion(services, conversion, { patient: true });
  const object = await services.store.read(conversion.key);
  if (!object) throw new AppError("not_found", "It was deleted meanwhile.");
  return { name: conversion.fileName, body: object.body };
}
