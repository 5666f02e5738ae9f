import { once } from "node:events";
import { PassThrough, type Readable, type Writable } from "node:stream";
import busboy from "busboy";
import { AppError } from "#errors.ts";
import { partCounter } from "./count-parts.ts";

export interface FormFile {
  /** of the form field */
  field: string;
  /** as the sender says it, with a path perhaps; empty where a browser sends a form with no file chosen */
  name: string;
  mediaType: string;
  /** Reading it to the end is not needed: what is left is drained. Fails when the sender goes away. */
  body: Readable;
}

export interface FormReader {
  field?(name: string, value: string): void;
  /** One file at a time, in the order of the form; the next one waits for the promise. */
  file(file: FormFile): Promise<void>;
}

export interface FormLimits {
  /** of all fields together, names and values */
  fieldBytes: number;
  /** of the whole body; none where nothing is said */
  bytes?: number;
}

const FIELD_BYTES = 64 * 1024;
/** As much as comes at once, with other parts in it. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Streams a multipart/form-data body (RFC 7578): files go through in chunks and are never held whole. At the first thing
 * that is wrong nothing more is read. Throws `invalid_request` for what is no form, is cut off, or is broken,
 * `too_many_bytes` past a limit; else what `file` threw first.
 */
export async function readMultipart(
  request: Request,
  reader: FormReader,
  limits: FormLimits = { fieldBytes: FIELD_BYTES },
): Promise<void> {
  const { parser, counter, body } = createParser(request, limits);
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => {});
  const tooLong = () => refused.reject(new AppError("too_many_bytes", "The fields of this form are too long."));
  let files = Promise.resolve();
  let parts = 0;
  let fieldBytes = 0;
  /** files that came and are not read to their end: the parser may be ahead of who reads them */
  let open = 0;
  let told = 0;
  /** bytes since a part was told of: of a field that is when it has ended, and not before */
  let untold = 0;
  parser.on("field", (name, value, { nameTruncated, valueTruncated }) => {
    parts++;
    fieldBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    if (nameTruncated || valueTruncated || fieldBytes > limits.fieldBytes) tooLong();
    else reader.field?.(name, value);
  });
  parser.on("file", (field, stream, info) => {
    parts++;
    open++;
    stream.once("close", () => open--);
    const body = new PassThrough();
    stream.on("error", (error) => body.destroy(error));
    body.on("error", () => {}); // reported through the promise of `file`, or by what reads the form
    const file = { field, name: info.filename ?? "", mediaType: info.mimeType, body };
    files = files.then(async () => {
      stream.pipe(body);
      try {
        await reader.file(file);
      } finally {
        stream.unpipe(body);
        stream.resume(); // the rest of a file that nobody wants must not stop the form
      }
    });
    files.catch(refused.reject);
  });
  parser.on("error", (cause) => refused.reject(brokenOff(cause)));
  const chunks = body.getReader();
  const look = (chunk: Uint8Array) => {
    counter.count(chunk);
    untold = open > 0 || parts > told ? 0 : untold + chunk.byteLength;
    told = parts;
    if (untold > limits.fieldBytes + CHUNK_BYTES) tooLong();
  };
  try {
    await Promise.race([feed(chunks, parser, look, limits.bytes), refused.promise]);
  } catch (error) {
    parser.destroy(error as Error); // and with it the file in work
    await files;
    throw error;
  } finally {
    chunks.releaseLock(); // to cancel it would close the connection before anybody was told
  }
  await files;
  if (parts < counter.parts) {
    const cause = `${parts} of ${counter.parts} parts`;
    throw new AppError("invalid_request", "One file of the form could not be read. Give it a plain name.", { cause });
  }
}

const brokenOff = (cause: unknown) =>
  new AppError("invalid_request", "The upload broke off or is not a whole form. Send it again.", { cause });

/** Hands a body to its parser, to its end. */
async function feed(
  chunks: ReadableStreamDefaultReader<Uint8Array>,
  parser: Writable,
  look: (chunk: Uint8Array) => void,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<void> {
  let bytes = 0;
  for (;;) {
    const { done, value } = await chunks.read().catch((cause) => Promise.reject(brokenOff(cause)));
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) throw new AppError("too_many_bytes", "This form is too long.");
    const goesOn = parser.write(value);
    look(value);
    if (!goesOn) await once(parser, "drain");
  }
  await new Promise<void>((done, failed) =>
    parser.end((cause?: Error | null) => (cause ? failed(brokenOff(cause)) : done())),
  );
}

function createParser(request: Request, { fieldBytes }: FormLimits) {
  const refused = (cause?: unknown) =>
    new AppError("invalid_request", "Send the files as multipart/form-data, each in a field named file.", { cause });
  const type = request.headers.get("content-type") ?? "";
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!request.body || !type.toLowerCase().startsWith("multipart/form-data") || !boundary) throw refused();
  try {
    const headers = { "content-type": type };
    const limits = { fieldNameSize: 100, fieldSize: fieldBytes, headerPairs: 20 };
    const parser = busboy({ headers, defParamCharset: "utf8", preservePath: true, limits });
    return { parser, counter: partCounter(boundary), body: request.body };
  } catch (cause) {
    throw refused(cause);
  }
}
