import { addAbortSignal, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import contentDisposition from "content-disposition";

/** Stands for Content-Length, which Next strips; the HTTP server puts the real one in its place. */
export const LENGTH_HEADER = "x-body-length";

/** Bodies up to this size go out as one buffer: a stream costs more than they do. */
const ONE_BUFFER = 256 * 1024;

export interface BytesAnswer {
  body: Readable;
  bytes: number;
  etag: string;
  mediaType: string;
  /** null: no name, shown in place */
  fileName: string | null;
  disposition: "attachment" | "inline";
  /** s that the visitor's own browser may keep it without asking; 0: asks every time */
  maxAge: number;
  varyAccept?: boolean;
}

/** What goes with bytes of an image, also with a 304. */
export function bytesHeaders(answer: Omit<BytesAnswer, "body" | "bytes">): Headers {
  const headers = new Headers({
    "content-type": answer.mediaType,
    etag: `"${answer.etag}"`,
    "cache-control": answer.maxAge > 0 ? `private, max-age=${answer.maxAge}` : "private, no-cache",
    vary: answer.varyAccept ? "Cookie, Accept" : "Cookie",
    // Whatever a picture holds (SVG is a document), nothing in it runs or loads.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  if (answer.fileName !== null) {
    headers.set("content-disposition", contentDisposition.create(answer.fileName, { type: answer.disposition }));
  }
  return headers;
}

/** Lets go of the file when the visitor is gone: Next does not read, nor cancel, what it cannot send any more. */
export function closeWith(signal: AbortSignal, body: Readable): void {
  body.on("error", () => {});
  addAbortSignal(signal, body);
}

/** The bytes with their headers (RFC 6266 and 8187 for the name). */
export async function bytesResponse(answer: BytesAnswer, signal: AbortSignal): Promise<Response> {
  const headers = bytesHeaders(answer);
  closeWith(signal, answer.body);
  headers.set(LENGTH_HEADER, String(answer.bytes));
  if (answer.bytes <= ONE_BUFFER) return new Response(await buffer(answer.body), { headers });
  return new Response(Readable.toWeb(answer.body) as ReadableStream, { headers });
}

/** True where the visitor holds these very bytes (RFC 9110 §13.1.2; weak comparison). */
export function isCurrent(headers: Headers, etag: string): boolean {
  const given = headers.get("if-none-match");
  if (given === null) return false;
  return given.trim() === "*" || given.split(",").some((tag) => tag.trim().replace(/^W\//, "") === `"${etag}"`);
}
