import { AppError } from "#errors.ts";
import { type Format, formatOf, WRITABLE } from "./formats.ts";
import { count } from "./group-digits.ts";
import { openedFrames } from "./opened-frames.ts";
import { outputSize, type Size } from "./output-size.ts";
import { listed } from "./parameter-kinds.ts";
import type { ImageProperties } from "./properties.ts";
import { invalidParameter, type Recipe, type RecipeRequest } from "./recipe.ts";
import { DEFAULT_QUALITY } from "./recipe-parameters.ts";

/** What resolving needs to know of the picture. */
export type RecipeFacts = Pick<ImageProperties, "format" | "width" | "height" | "frames" | "hasAlpha">;

export interface ResolveOptions {
  /** width x height x frames that a result may have */
  maxPixels: number;
  /** media types of the Accept header, best first, without those of q=0; read for `format=auto` alone */
  accept?: readonly string[];
}

/**
 * Makes every choice that a request left open, and refuses what only the picture can tell.
 *
 * @throws AppError `invalid_parameter` (400, naming the parameter): a page that is not there, frames or `lossless` for a
 *   format that has none, a side longer than the format can hold; `too_many_pixels` (422): a result past `maxPixels`
 */
export function resolveRecipe(request: RecipeRequest, facts: RecipeFacts, options: ResolveOptions): Recipe {
  const size = outputSize(request, facts);
  const format = chooseFormat(request, facts, size, options.accept ?? []);
  if (request.lossless && format.lossless !== "option") {
    const able = WRITABLE.filter((row) => row.lossless === "option").map((row) => row.id);
    throw invalidParameter("lossless", `lossless=1 is for ${listed(able)}; this result would be ${format.name}.`);
  }
  const page = choosePage(request, facts, format);
  const frames = page === "all" ? openedFrames(facts) : 1;
  refuseLongSides(request, size, format);
  const pixels = size.width * size.height * frames;
  if (pixels > options.maxPixels) {
    const times = frames > 1 ? ` x ${frames} frames` : "";
    throw new AppError(
      "too_many_pixels",
      `The result would have ${count(pixels)} pixels (${size.width} x ${size.height}${times}); ${count(options.maxPixels)} is the most.`,
    );
  }
  const quality = request.lossless ? null : (DEFAULT_QUALITY[format.id] ?? null);
  return {
    ...request,
    format: format.id,
    page,
    // With `maxBytes` a missing quality stays open: the best one that fits is looked for.
    quality: quality === null || request.maxBytes !== null ? quality && request.quality : (request.quality ?? quality),
  };
}

/** Whether the frames of a file move (GIF, WebP) or are pages (TIFF, AVIF), as far as they are opened. */
function isAnimation(facts: Pick<ImageProperties, "format" | "frames">): boolean {
  return openedFrames(facts) > 1 && (formatOf(facts.format)?.animation ?? false);
}

function chooseFormat(request: RecipeRequest, facts: RecipeFacts, size: Size, accept: readonly string[]): Format {
  if (request.format !== "auto") {
    const wanted = formatOf(request.format ?? facts.format);
    return wanted?.writes ? wanted : row("jpeg");
  }
  const animated = isAnimation(facts) && (request.page === null || request.page === "all");
  const modern = animated || request.page === "all" ? ["webp"] : ["avif", "webp"];
  // Only a format that is named is taken as understood: `*/*` is sent by clients that know neither.
  for (const format of modern.map(row)) {
    if (accept.includes(format.mediaType) && Math.max(size.width, size.height) <= format.maxSide) return format;
  }
  if (animated) return row("gif");
  return row(facts.hasAlpha && request.background === null ? "png" : "jpeg");
}

function row(id: string): Format {
  const format = formatOf(id);
  if (!format) throw new Error(`no format ${id}`);
  return format;
}

function choosePage(request: RecipeRequest, facts: RecipeFacts, format: Format): number | "all" {
  const page = request.page ?? (isAnimation(facts) && format.animation ? "all" : 0);
  if (page === "all") {
    if (openedFrames(facts) < facts.frames) throw notOpened("page", facts);
    if (format.pages) return facts.frames > 1 ? "all" : 0;
    const able = WRITABLE.filter((one) => one.pages).map((one) => one.id);
    throw invalidParameter("page", `page=all is for ${listed(able)}: ${format.name} holds one frame or page.`);
  }
  refusePage("page", page, facts);
  return page;
}

/** @throws AppError `invalid_parameter`, naming `parameter`: a frame or page that is not there */
export function refusePage(parameter: string, page: number, facts: Pick<RecipeFacts, "format" | "frames">): void {
  const { frames } = facts;
  if (page < openedFrames(facts)) return;
  if (page < frames) throw notOpened(parameter, facts);
  const has = frames === 1 ? "one page, number 0" : `${frames} pages, numbered 0 to ${frames - 1}`;
  throw invalidParameter(parameter, `There is no page ${page}: this picture has ${has}.`);
}

function notOpened(parameter: string, { format, frames }: Pick<RecipeFacts, "format" | "frames">): AppError {
  const name = formatOf(format)?.name ?? "";
  return invalidParameter(
    parameter,
    `This ${name} has ${count(frames)} frames; only the first is opened here. Leave ${parameter} out, or ask for number 0.`,
  );
}

function refuseLongSides(request: RecipeRequest, size: Size, format: Format): void {
  const side = size.width >= size.height ? "width" : "height";
  if (size[side] <= format.maxSide) return;
  const parameter = request[side] !== null ? side : request.width !== null ? "width" : "format";
  throw invalidParameter(
    parameter,
    `${format.name} holds at most ${count(format.maxSide)} px a side; the ${side} would be ${count(size[side])}.`,
  );
}
