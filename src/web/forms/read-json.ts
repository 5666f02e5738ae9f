import { AppError } from "#errors.ts";
import { readBytes } from "./read-bytes.ts";

/** A JSON body of at most `maxBytes`. Throws `invalid_request`, `too_many_bytes`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const tooLong = () => new AppError("too_many_bytes", `This JSON is longer than ${maxBytes} bytes.`);
  const bytes = await readBytes(request, maxBytes, tooLong);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new AppError("invalid_request", "The body is not JSON.", { cause });
  }
}
