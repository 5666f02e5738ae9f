import type { IncomingMessage, ServerResponse } from "node:http";
import { type SealedCookie, workspaceCookie } from "#web/context/session.ts";
import { handleConvert } from "#web/pictures/handle-convert.ts";
import { handleEmbeddedThumbnail } from "#web/pictures/handle-embedded-thumbnail.ts";
import { handleFilmstrip } from "#web/pictures/handle-filmstrip.ts";
import { handleOriginal } from "#web/pictures/handle-original.ts";
import { handlePreview } from "#web/pictures/handle-preview.ts";
import { handleReport } from "#web/pictures/handle-report.ts";
import { handleScrub } from "#web/pictures/handle-scrub.ts";
import { handleTags } from "#web/pictures/handle-tags.ts";
import { handleThumbnail } from "#web/pictures/handle-thumbnail.ts";
import { answerPictureRequest } from "#web/pictures/picture-handler.ts";
import { headersOf } from "./request-headers.ts";
import { sendResponse } from "./send-response.ts";

const ADDRESS =
  /^\/api\/images\/([0-9A-Z]{26})\/(convert|embedded|original|preview|report|scrub|strip|tags|thumbnail)(?:\?(.*))?$/;
const HANDLERS = {
  convert: handleConvert,
  embedded: handleEmbeddedThumbnail,
  original: handleOriginal,
  preview: handlePreview,
  report: handleReport,
  scrub: handleScrub,
  strip: handleFilmstrip,
  tags: handleTags,
  thumbnail: handleThumbnail,
};

/**
 * Answers a request for the bytes of one picture with the handler of its route, before Next: there it would cost
 * twice the CPU of everything else. Returns null for every other request. The decision is in docs/decisions.
 */
export function answerPicture(request: IncomingMessage, response: ServerResponse): Promise<void> | null {
  if (request.method !== "GET") return null;
  const [, id, what, query] = ADDRESS.exec(request.url ?? "") ?? [];
  if (!id || !what) return null;
  const handler = HANDLERS[what as keyof typeof HANDLERS];
  const asked = {
    method: "GET",
    headers: headersOf(request),
    query: new URLSearchParams(query),
    cookie: cookieOf(request),
    signal: closeOf(response),
  } as const;
  return answerPictureRequest(handler, asked, id).then((answer) => sendResponse(answer, response));
}

/** Aborted when the connection ends; after the answer, when nothing is in work for it any more, too. */
function closeOf(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  if (response.destroyed) closed.abort();
  response.once("close", () => closed.abort());
  return closed.signal;
}

function cookieOf({ headers }: IncomingMessage): SealedCookie | undefined {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return workspaceCookie((name) => {
    const value = pairs.findLast((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1); // of two the last one, as Next has it
    try {
      return value && decodeURIComponent(value);
    } catch {
      return undefined; // nothing that we sealed
    }
  });
}
