import { downloadZip } from "client-zip";
import { planArchive } from "../../../domain/archive.ts";
import { parseRecipe } from "../../../imaging/recipe.ts";
import { queryReader } from "../../../web/query.ts";
import { route, type Visit } from "../../../web/route.ts";
import { readSmallForm } from "../../../web/small-form.ts";
import { zipInput } from "../../../web/zip-input.ts";

export const GET = route((request, visit) => archive(request.nextUrl.searchParams, visit, request.signal));
export const POST = route(async (request, visit) => archive(await readSmallForm(request), visit, request.signal));

/** Streams a ZIP: the first picture goes out before the second one is read. */
async function archive(
  params: URLSearchParams,
  { services, workspace }: Visit<unknown>,
  signal: AbortSignal,
): Promise<Response> {
  const query = queryReader(params);
  const ids = query
    .takeAll("ids")
    .flatMap((text) => text.split(","))
    .filter((id) => id !== "");
  const wanted = query.rest();
  const request = wanted.length > 0 ? parseRecipe(wanted) : null;
  const entries = await planArchive(services, workspace, ids.length > 0 ? ids : null, request);
  const headers = {
    "content-type": "application/zip",
    "content-disposition": 'attachment; filename="proofsheet.zip"',
    "cache-control": "private, no-store",
  };
  return new Response(downloadZip(zipInput(entries, signal)).body, { headers });
}
