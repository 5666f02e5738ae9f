import type { ImageRecord } from "#domain/image.ts";
import { AppError } from "#errors.ts";
import type { WebServices } from "#web/context/services.ts";
import { bytesHeaders, type Described, type HandlerResponse, isCurrent, varyOf } from "./bytes-response.ts";

/** The visitor's own browser may keep what it was shown this long without asking, in s, and never past the image's end. */
const BROWSER_SECONDS = 3600;

export interface ObjectResponse {
  key: string;
  /** null: the store's own */
  etag: string | null;
  mediaType: string;
  fileName: string;
  disposition: "attachment" | "inline";
  /** true for what is looked at again and again and never changes */
  cache: boolean;
  varyAccept?: boolean;
}

/**
 * Sends one object of an image: 304 where the visitor has it, a signed address where the store gives one, else
 * the bytes. Throws `not_found` where the object is not there.
 */
export async function respondWithObject(
  asked: { headers: Pick<Headers, "get">; method: "GET" | "HEAD" },
  services: WebServices,
  image: ImageRecord,
  object: ObjectResponse,
): Promise<HandlerResponse> {
  const left = Math.floor((image.expiresAt - services.now()) / 1000);
  const described = { ...object, maxAge: object.cache ? Math.min(BROWSER_SECONDS, left) : 0 };
  if (object.etag && isCurrent(asked.headers, object.etag)) return notModified({ ...described, etag: object.etag });
  const { fileName, mediaType, disposition } = object;
  const link = await services.store.link(object.key, {
    fileName,
    mediaType,
    disposition,
    endsAt: image.expiresAt,
    maxAge: object.cache ? BROWSER_SECONDS : 0,
    method: asked.method,
  });
  if (link) {
    const headers = { location: link, "cache-control": "no-store", vary: varyOf(described) };
    return new Response(null, { status: 307, headers });
  }
  const stored = await services.store.read(object.key);
  if (!stored) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  const etag = object.etag ?? stored.etag;
  if (isCurrent(asked.headers, etag)) {
    stored.body.destroy();
    return notModified({ ...described, etag });
  }
  return { headers: bytesHeaders({ ...described, etag }), body: stored.body, bytes: stored.bytes };
}

export function notModified(described: Described): Response {
  const headers = bytesHeaders(described);
  headers.delete("content-type");
  headers.delete("content-disposition");
  return new Response(null, { status: 304, headers });
}
