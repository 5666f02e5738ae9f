import { AppError } from "#errors.ts";

/** A JSON body of at most `maxBytes`. Throws `invalid_request`, `too_many_bytes`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AppError("too_many_bytes", `This JSON is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch (cause) {
    throw new AppError("invalid_request", "The body is not JSON.", { cause });
  }
}
