import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
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

const LIMITS = { fieldNameSize: 100, fieldSize: 64 * 1024, fields: 1000, files: 1000, headerPairs: 20 };

/**
 * Streams a multipart/form-data body (RFC 7578): files go through in chunks and are never held whole.
 * Throws `invalid_request` for what is no form, is cut off, or is broken; else what `file` threw first.
 */
export async function readMultipart(request: Request, reader: FormReader): Promise<void> {
  const { parser, counter } = createParser(request);
  let files = Promise.resolve();
  let parts = 0;
  parser.on("field", (name, value) => {
    parts++;
    reader.field?.(name, value);
  });
  parser.on("file", (field, stream, info) => {
    parts++;
    const body = new PassThrough();
    stream.on("error", (error) => body.destroy(error));
    body.on("error", () => {}); // reported through the promise of `file`, or by the pipeline below
    const file = { field, name: info.filename ?? "", mediaType: info.mimeType, body };
    files = files.then(async () => {
      stream.pipe(body);
      try {
        await reader.file(file);
      } finally {
        stream.unpipe(body);
        stream.resume(); // the rest of a refused file must not stop the form
      }
    });
    files.catch(() => {});
  });
  const cutOff = await pipeline(Readable.fromWeb(request.body as never), counter.count, parser).then(
    () => null,
    (cause) =>
      new AppError("invalid_request", "The upload broke off or is not a whole form. Send it again.", { cause }),
  );
  await files;
  if (cutOff) throw cutOff;
  if (parts < counter.parts) {
    const cause = `${parts} of ${counter.parts} parts`;
    throw new AppError("invalid_request", "One file of the form could not be read. Give it a plain name.", { cause });
  }
}

function createParser(request: Request) {
  const refused = (cause?: unknown) =>
    new AppError("invalid_request", "Send the files as multipart/form-data, each in a field named file.", { cause });
  const type = request.headers.get("content-type") ?? "";
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!request.body || !type.toLowerCase().startsWith("multipart/form-data") || !boundary) throw refused();
  try {
    const headers = { "content-type": type };
    const parser = busboy({ headers, defParamCharset: "utf8", preservePath: true, limits: LIMITS });
    return { parser, counter: partCounter(boundary) };
  } catch (cause) {
    throw refused(cause);
  }
}
