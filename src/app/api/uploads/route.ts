import { NextResponse } from "next/server";
import { beginUploads } from "#domain/begin-upload.ts";
import { requestOrigin } from "#web/context/request-origin.ts";
import { route } from "#web/context/route.ts";
import { countUploads, sessionOf } from "#web/context/visit-of.ts";
import { announcedFiles } from "#web/forms/announced-files.ts";
import { readJson } from "#web/forms/read-json.ts";
import { imageView } from "#web/responses/image-view.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";

const MAX_JSON = 256 * 1024;

/** Begins uploads: says where the bytes of each announced file go. A call with nothing but refusals is a 4xx. */
export const POST = route(async (request, { services }) => {
  const files = announcedFiles(await readJson(request, MAX_JSON));
  countUploads(files.length);
  const session = await sessionOf(request);
  const requestId = request.headers.get("x-request-id");
  const begun = await beginUploads(services, session.workspace, files, requestId);
  const origin = requestOrigin(request.headers, services.publicUrl);
  const uploads = begun.flatMap((one) =>
    "image" in one
      ? [{ image: imageView(one.image), target: { ...one.target, url: new URL(one.target.url, origin).href } }]
      : [],
  );
  const refused = begun.flatMap((one) => ("rejected" in one ? [one.rejected] : []));
  const [first] = refused;
  if (uploads.length === 0 && first) throw first.error;
  for (const { error } of refused) logRefusal(services, error, requestId);
  const rejected = refused.map(({ name, error }) => ({ name, ...error.public }));
  const response = NextResponse.json({ uploads, rejected }, { status: 201, headers: { "cache-control": "no-store" } });
  response.cookies.set(session.cookie);
  return response;
});
