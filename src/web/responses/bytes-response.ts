import { addAbortSignal, Readable } from "node:stream";
import contentDisposition from "content-disposition";

/** Stands for Content-Length, which Next strips; the HTTP server puts the real one in its place. */
export const LENGTH_HEADER = "x-body-length";

/** Bodies up to this size go out as one buffer: a stream costs more than they do. */
const ONE_BUFFER = 256 * 1024;

/** Bytes of an image, found and not read yet. The HTTP server sends them as they are; Next wants them as a Response. */
export interface BytesResponse {
  headers: Headers;
  body: Readable;
  bytes: number;
}

export type HandlerResponse = Response | BytesResponse;

export interface Described {
  etag: string;
  mediaType: string;
  /** null: no name, shown in place */
  fileName: string | null;
  disposition: "attachment" | "inline";
  varyAccept?: boolean;
}

/** What of a request decides which bytes are meant. */
export const varyOf = ({ varyAccept }: Pick<Described, "varyAccept">): string =>
  varyAccept ? "Cookie, Accept" : "Cookie";

/** What goes with bytes of an image, also with a 304 (RFC 6266 and 8187 for the name). */
export function bytesHeaders(answer: Described): Headers {
  const headers = new Headers({
    "content-type": answer.mediaType,
    etag: `"${answer.etag}"`,
    // The browser asks every time, and is mostly told that nothing changed: what was deleted is not shown from its cache.
    "cache-control": "private, no-cache",
    vary: varyOf(answer),
    // Whatever a picture holds (SVG is a document), nothing in it runs or loads.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
  if (answer.fileName !== null) {
    headers.set("content-disposition", contentDisposition.create(answer.fileName, { type: answer.disposition }));
  }
  return headers;
}

/** The whole of a small body, null for a large one: that is left to be streamed. */
export async function smallBody({ body, bytes }: BytesResponse): Promise<Buffer<ArrayBuffer> | null> {
  if (bytes > ONE_BUFFER) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Lets go of the file when the visitor is gone: Next does not read, nor cancel, what it cannot send any more. */
export function closeWith(signal: AbortSignal, body: Readable): void {
  body.on("error", () => {});
  addAbortSignal(signal, body);
}

/** As Next takes it. */
export async function toResponse(answer: HandlerResponse, signal: AbortSignal): Promise<Response> {
  if (answer instanceof Response) return answer;
  closeWith(signal, answer.body);
  answer.headers.set(LENGTH_HEADER, String(answer.bytes));
  const small = await smallBody(answer);
  return new Response(small ?? (Readable.toWeb(answer.body) as ReadableStream), { headers: answer.headers });
}

/** As Next takes it for HEAD. It would neither read the bytes nor let go of them. */
export function withoutBytes(answer: HandlerResponse): Response {
  if (answer instanceof Response) return answer;
  answer.body.on("error", () => {});
  answer.body.destroy();
  answer.headers.set(LENGTH_HEADER, String(answer.bytes));
  return new Response(null, { headers: answer.headers });
}

/** True where the visitor holds these very bytes (RFC 9110 §13.1.2; weak comparison). */
export function isCurrent(headers: Pick<Headers, "get">, etag: string): boolean {
  const given = headers.get("if-none-match");
  if (given === null) return false;
  return given.trim() === "*" || given.split(",").some((tag) => tag.trim().replace(/^W\//, "") === `"${etag}"`);
}
