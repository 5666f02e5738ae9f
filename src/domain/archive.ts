import type { Readable } from "node:stream";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import { AppError, toAppError } from "#errors.ts";
import type { NameTemplate } from "#picture/name-template.ts";
import type { Removal } from "#picture/privacy/removal.ts";
import type { Recipe, RecipeRequest } from "#picture/recipe.ts";
import { archiveName } from "./archive-name.ts";
import { enterArchive } from "./archives-at-once.ts";
import { ensureConversion, makeFreshConversion, planConversion } from "./ensure-conversion.ts";
import { ensureScrub, planScrub } from "./ensure-scrub.ts";
import { ensureTags } from "./ensure-tags.ts";
import { findImage, findReadyImage } from "./find-image.ts";
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

/** What is packed of each picture: the original, where nothing else is said. */
export interface ArchiveContents {
  /** a conversion */
  recipe?: RecipeRequest;
  /** the original without these kinds of what it gives away; not together with `recipe` */
  scrub?: Removal;
  /** all tags of the original, beside it as `NAME.tags.json` */
  tags?: boolean;
  /** the names inside; the pictures' own, where nothing else is said */
  names?: NameTemplate;
}

/**
 * The entries of an archive, one at a time. What cannot be had is named with its reason in a last entry `errors.txt`.
 * @param ids null for the whole workspace
 * @param signal aborted when nobody reads any further: then nothing more is made
 * @throws `not_found` before the first entry where there is not one picture to pack, `too_many_requests` where too many
 *   archives of the workspace are packed already: until their entries were read, or the signal
 */
export async function planArchive(
  services: Services,
  workspace: string | null,
  ids: string[] | null,
  contents: ArchiveContents = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<AsyncGenerator<ArchiveEntry>> {
  const found = workspace ? await chosen(services, workspace, ids) : { images: [], missing: [] };
  if (!workspace || found.images.length === 0) throw new AppError("not_found", "There is no picture here to pack.");
  return counted(workspace, entries(services, found.images, found.missing, contents, signal), signal);
}

/** Counts the archive as one that is packed, also where its reader leaves before the first entry. */
function counted<T>(workspace: string, packed: AsyncGenerator<T>, signal: AbortSignal): AsyncGenerator<T> {
  const leave = enterArchive(workspace);
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave);
  return (async function* () {
    try {
      yield* packed;
    } finally {
      leave();
      signal.removeEventListener("abort", leave);
    }
  })();
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
  contents: ArchiveContents,
  signal: AbortSignal,
): AsyncGenerator<ArchiveEntry> {
  const how: JobOptions = { patient: true, signal };
  const unique = uniqueNames(["errors.txt"]);
  const errors = [...missing];
  const pack = packOf(contents);
  for (const [at, image] of images.entries()) {
    const modified = new Date(image.createdAt);
    const failed = (error: unknown) => void errors.push(`${image.name}: ${toAppError(error).message}`);
    const place = { number: at + 1, count: images.length };
    const part = await pack(services, image, how)
      .then((packed) => (contents.names ? renamed(services, contents.names, image, packed, place) : packed))
      .catch(failed);
    if (signal.aborted) return part?.body.destroy();
    const name = unique(part?.name ?? image.name);
    if (part) yield { name, modified, body: part.body };
    const tags = contents.tags ? await allTags(services, image, how).catch(failed) : null;
    if (tags) yield { name: unique(`${name}.tags.json`), modified, body: tags };
  }
  if (errors.length > 0)
    yield { name: "errors.txt", modified: new Date(services.now()), body: `${errors.join("\n")}\n` };
}

type Part = { name: string; body: Readable; recipe?: Recipe };
type Pack = (services: Services, image: ImageRecord, how: JobOptions) => Promise<Part>;

async function renamed(
  services: Services,
  template: NameTemplate,
  image: ImageRecord,
  part: Part,
  place: { number: number; count: number },
): Promise<Part> {
  try {
    return { ...part, name: await archiveName(services, template, image, part, place) };
  } catch (error) {
    part.body.destroy();
    throw error;
  }
}

function packOf({ recipe, scrub }: ArchiveContents): Pack {
  if (recipe) return (services, image, how) => converted(services, image, recipe, how);
  if (scrub) return (services, image, how) => scrubbed(services, image, scrub, how);
  return original;
}

async function original({ store }: Services, image: ImageRecord): Promise<Part> {
  const object = await store.read(uploadKey(image.workspace, image.id));
  if (!object) throw new AppError("not_ready", "Its bytes have not arrived yet.");
  if (image.etag !== null && object.etag !== image.etag) {
    object.body.destroy(); // sent again to its target, and not read since: not the picture that is on the sheet
    throw new AppError("not_ready", "Other bytes have arrived for it and are still being read.");
  }
  return { name: image.name, body: object.body };
}

async function converted(
  services: Services,
  image: ImageRecord,
  request: RecipeRequest,
  how: JobOptions,
): Promise<Part> {
  const conversion = await planConversion(services, image.workspace, image.id, request);
  const { fileName, recipe } = conversion;
  const make = services.keepResults ? ensureConversion : makeFreshConversion;
  const fresh = await make(services, conversion, how);
  return { name: fileName, body: fresh?.body ?? (await stored(services, conversion.key)), recipe };
}

async function scrubbed(
  services: Services,
  { workspace, id }: ImageRecord,
  remove: Removal,
  how: JobOptions,
): Promise<Part> {
  const image = await findReadyImage(services, workspace, id);
  const scrub = planScrub(image, remove);
  await ensureScrub(services, image, scrub, how);
  return { name: image.name, body: await stored(services, scrub.key) };
}

async function allTags(services: Services, { workspace, id }: ImageRecord, how: JobOptions): Promise<Readable> {
  const image = await findReadyImage(services, workspace, id);
  const { key } = await ensureTags(services, image, how);
  return stored(services, key);
}

async function stored({ store }: Services, key: string): Promise<Readable> {
  const object = await store.read(key);
  if (!object) throw new AppError("not_found", "It was deleted meanwhile.");
  return object.body;
}
