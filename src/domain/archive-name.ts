import { fillNameTemplate, type NameTemplate, paddedNumber } from "#picture/name-template.ts";
import { outputSize, type Size } from "#picture/output-size.ts";
import type { Recipe } from "#picture/recipe.ts";
import { cleanFileName, withExtension } from "./file-name.ts";
import type { ImageRecord } from "./image.ts";
import type { Services } from "./services.ts";

/** What stands for what a picture that was not read does not have. */
const UNKNOWN = "unknown";

/**
 * The name of a file in an archive by a template, with the extension of what is packed.
 * @param part its name as it would be without a template; with `recipe` where it is a conversion
 * @param place among the pictures of the archive, from 1
 */
export async function archiveName(
  { catalog }: Services,
  template: NameTemplate,
  image: ImageRecord,
  part: { name: string; recipe?: Recipe },
  place: { number: number; count: number },
): Promise<string> {
  const { facts } = image;
  const details = template.uses("width", "height", "date") ? await catalog.details(image.workspace, image.id) : null;
  const page = part.recipe?.page;
  const [width, height] = (typeof page === "number" && details?.pages?.sizes?.[page]) || [];
  const seen: Size | null = width && height ? { width, height } : facts;
  const size = seen && part.recipe ? outputSize(part.recipe, seen) : seen;
  const taken = details?.metadata.dates.taken?.local ?? new Date(image.createdAt).toISOString();
  const stem = fillNameTemplate(template, {
    name: withExtension(image.name, "").slice(0, -1),
    number: paddedNumber(place.number, place.count),
    width: size ? String(size.width) : UNKNOWN,
    height: size ? String(size.height) : UNKNOWN,
    date: taken.slice(0, "YYYY-MM-DD".length),
  });
  const extension = /\.[^.\s]{1,5}$/.exec(part.name)?.[0] ?? "";
  return cleanFileName(stem) + extension;
}
