import type { ImageRecord } from "#domain/image.ts";
import { AppError } from "#errors.ts";
import type { WebServices } from "#web/context/services.ts";
import { bytesHeaders, type Described, type HandlerResponse, isCurrent, varyOf } from "./bytes-response.ts";

/** What the store sends by an address of its own a browser may keep this long, in s, never past the image's end. It asks us for that address each time. */
const BROWSER_SECONDS = 3600;

export interface ObjectResponse {
  key: string;
  /** null: the store's own */
  etag: string | null;
  mediaType: string;
  fileName: string;
  disposition: "attachment" | "inline";
  /** true for what is looked at again and again: a signed address of the store then lets a browser keep it */
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
  const { etag: known } = object;
  if (known && isCurrent(asked.headers, known)) return notModified({ ...object, etag: known });
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
    const headers = { location: link, "cache-control": "no-store", vary: varyOf(object) };
    return new Response(null, { status: 307, headers });
  }
  const stored = await services.store.read(object.key);
  if (!stored) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  const etag = known ?? stored.etag;
  if (isCurrent(asked.headers, etag)) {
    stored.body.destroy();
    return notModified({ ...object, etag });
  }
  return { headers: bytesHeaders({ ...object, etag }), body: stored.body, bytes: stored.bytes };
}

export function notModified(described: Described): Response {
  const headers = bytesHeaders(described);
  headers.delete("content-type");
  headers.delete("content-disposition");
  return new Response(null, { status: 304, headers });
}
