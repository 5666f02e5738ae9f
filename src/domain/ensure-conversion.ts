import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { type Format, formatOf } from "#picture/formats.ts";
import type { Recipe, RecipeRequest } from "#picture/recipe.ts";
import { resolveRecipe } from "#picture/resolve-recipe.ts";
import { withDecodable } from "./decodable.ts";
import { ensureStored } from "./ensure-stored.ts";
import { withExtension } from "./file-name.ts";
import { findReadyImage } from "./find-image.ts";
import type { ReadyImage } from "./image.ts";
import { resultKey } from "./keys.ts";
import { recipeKey } from "./recipe-key.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";

/** A conversion that is fully decided and not made yet. */
export interface Conversion {
  image: ReadyImage;
  recipe: Recipe;
  format: Format;
  fileName: string;
  /** of the result: the same recipe of the same bytes gives the same result, so it is known beforehand */
  etag: string;
  /** where the result is kept */
  key: string;
}

/**
 * Decides what a request for this image means. Reads no pixel. Throws as `findReadyImage`, and
 * `invalid_parameter` or `too_many_pixels` for what this picture cannot give.
 */
export async function planConversion(
  services: Services,
  workspace: string | null,
  id: string,
  request: RecipeRequest,
  /** media types that the client takes, best first: for `format=auto` */
  accept: readonly string[] = [],
): Promise<Conversion> {
  const image = await findReadyImage(services, workspace, id);
  const recipe = resolveRecipe(request, image.facts, { accept, maxPixels: services.limits.maxPixels });
  const format = formatOf(recipe.format);
  if (!format) throw new AppError("internal", "The recipe names no format.");
  const etag = recipeKey(recipe, image.etag ?? "");
  const extension = format.extensions[0] ?? format.id;
  const key = resultKey(image.workspace, id, etag, extension);
  return { image, recipe, format, fileName: withExtension(image.name, extension), etag, key };
}

/** The bytes of a conversion that is not kept, from a file that is gone from its folder already. */
export interface FreshConversion {
  body: Readable;
  bytes: number;
}

/**
 * Makes a conversion's result stand in the store under its key, and returns null; or its bytes, for this asker alone,
 * where it finds no room there. Throws `busy`, `conversion_timeout` and what the picture is to blame for.
 */
export async function ensureConversion(
  services: Services,
  conversion: Conversion,
  options: JobOptions = {},
): Promise<FreshConversion | null> {
  const { image, key, format } = conversion;
  const outputs = { output: { key, mediaType: format.mediaType } };
  const fresh: FreshConversion[] = [];
  const leave = async (path: string) => void fresh.push(await openFresh(path));
  const made = await ensureStored(services, image, outputs, { ...options, leave }, ({ output }, how) =>
    convertInto(services, conversion, output, how),
  );
  if (made === "stored") {
    services.metrics.count("Conversions", { format: format.id, result: "stored" });
    return null;
  }
  const [left] = fresh;
  if (left) return left;
  // Made by another's request, who took it along; or it went for a newer one already.
  return (await services.store.head(key)) ? null : makeFreshConversion(services, conversion, options);
}

/** Makes a conversion that nobody keeps. Throws as `ensureConversion`. */
export async function makeFreshConversion(
  services: Services,
  conversion: Conversion,
  options: JobOptions = {},
): Promise<FreshConversion> {
  return services.withScratch(conversion.format.id, async (output) => {
    await convertInto(services, conversion, output, options);
    return openFresh(output);
  });
}

async function openFresh(path: string): Promise<FreshConversion> {
  const handle = await open(path);
  return { body: handle.createReadStream(), bytes: (await handle.stat()).size };
}

async function convertInto(
  services: Services,
  conversion: Conversion,
  output: string,
  options: JobOptions,
): Promise<void> {
  const { image, recipe, format } = conversion;
  const started = performance.now();
  const { maxPixels } = services.limits;
  await withDecodable(services, image, options, (file) =>
    runJob(services, image, { kind: "convert", ...file, recipe, output, maxPixels }, options),
  );
  services.metrics.count("Conversions", { format: format.id, result: "made" });
  services.metrics.time("ConversionTime", performance.now() - started, { format: format.id });
}
