import { downloadZip } from "client-zip";
import { type ArchiveContents, planArchive } from "#domain/archive.ts";
import { AppError } from "#errors.ts";
import { parseNameTemplate } from "#picture/name-template.ts";
import { parseRecipe } from "#picture/recipe.ts";
import { route } from "#web/context/route.ts";
import type { Visit } from "#web/context/visit-of.ts";
import { zipInput } from "#web/forms/archive-input.ts";
import { type QueryReader, queryReader } from "#web/forms/query-reader.ts";
import { readRemoval } from "#web/forms/read-removal.ts";
import { readSmallForm } from "#web/forms/small-form.ts";

export const GET = route((request, visit) => archive(request.nextUrl.searchParams, visit, request.signal));
export const POST = route(async (request, visit) => archive(await readSmallForm(request), visit, request.signal));

/** Streams a ZIP: the first picture goes out before the second one is read. */
async function archive(
  params: URLSearchParams,
  { services, workspace }: Visit,
  signal: AbortSignal,
): Promise<Response> {
  const query = queryReader(params);
  const ids = query.takeIds("ids");
  const contents = readContents(query);
  const entries = await planArchive(services, workspace, ids.length > 0 ? ids : null, contents, signal);
  const headers = {
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="proofsheet.zip"',
    "cache-control": "private, no-store",
  };
  return new Response(downloadZip(zipInput(entries, signal)).body, { headers });
}

function readContents(query: QueryReader): ArchiveContents {
  const removal = query.take("scrub");
  const scrub = removal === null ? undefined : readRemoval(removal, "scrub");
  const tags = query.takeFlag("tags");
  const template = query.take("names");
  const names = template === null ? undefined : parseNameTemplate(template);
  const wanted = query.rest();
  if (wanted.length === 0) return { scrub, tags, names };
  const recipe = parseRecipe(wanted); // what nobody knows is named first
  if (!scrub) return { recipe, tags, names };
  const detail = "scrub gives the originals: it goes without format and the other parameters of a conversion.";
  throw new AppError("invalid_parameter", detail, { parameter: "scrub" });
}
