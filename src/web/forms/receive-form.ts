import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { cleanFileName } from "#domain/file-name.ts";
import type { ImageRecord } from "#domain/image.ts";
import { receiveUpload } from "#domain/receive-upload.ts";
import { AppError, isAppError } from "#errors.ts";
import type { WebServices } from "#web/context/services.ts";
import { countUploads, sessionOf, type Visit } from "#web/context/visit-of.ts";
import { leaveNotices } from "#web/gallery/leave-notices.ts";
import { imageView } from "#web/responses/image-view.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";
import { type FormFile, readMultipart } from "./multipart.ts";

/** Takes a form of files as they stream in: what a browser without script and `curl -F` send. */
export async function uploadForm(request: NextRequest, { services }: Visit): Promise<Response> {
  const session = await sessionOf(request);
  const taken: ImageRecord[] = [];
  const rejected: { name: string; error: AppError }[] = [];
  const requestId = request.headers.get("x-request-id");
  const byBrowser = request.headers.get("accept")?.includes("text/html") ?? false;
  try {
    await readMultipart(request, {
      async file(file) {
        if (file.name === "") return; // the form of a browser with no file chosen
        await takeFile(services, session.workspace, { ...file, requestId }).then(
          (image) => taken.push(image),
          (error) => {
            if (!isAppError(error) || error.code === "internal") throw error;
            rejected.push({ name: cleanFileName(file.name), error });
          },
        );
      },
    });
    if (taken.length + rejected.length === 0) {
      throw new AppError("invalid_request", "No file came. Choose at least one, in the field file.");
    }
  } catch (error) {
    if (!isAppError(error) || (!byBrowser && taken.length === 0)) throw error;
    rejected.push({ name: "", error });
  }
  const [first] = rejected;
  if (!byBrowser && taken.length === 0 && first) throw first.error;
  for (const { error } of rejected) logRefusal(services, error, requestId);
  const told = rejected.map(({ name, error }) => ({ name, error: error.public }));
  if (byBrowser) {
    const location = await leaveNotices(services, session.workspace, told);
    const response = new NextResponse(null, { status: 303, headers: { location } });
    response.cookies.set(session.cookie);
    return response;
  }
  const body = {
    images: taken.map((image) => imageView(image)),
    rejected: told.map(({ name, error }) => ({ name, ...error })),
  };
  const response = NextResponse.json(body, { status: 201, headers: { "cache-control": "no-store" } });
  response.cookies.set(session.cookie);
  return response;
}

type Sent = FormFile & { requestId: string | null };

async function takeFile(services: WebServices, workspace: string, file: Sent): Promise<ImageRecord> {
  if (file.field !== "file") throw new AppError("invalid_request", "Send each file in a field named file.");
  countUploads(1);
  return receiveUpload(services, workspace, file);
}
