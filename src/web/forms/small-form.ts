import { AppError } from "#errors.ts";
import { readMultipart } from "./multipart.ts";
import { readBytes } from "./read-bytes.ts";

const MAX_BYTES = 256 * 1024;

/** The fields of a form without files, sent either way that browsers send one. Throws `invalid_request`, `too_many_bytes`. */
export async function readSmallForm(request: Request): Promise<URLSearchParams> {
  const params = new URLSearchParams();
  const type = request.headers.get("content-type") ?? "";
  if (type.toLowerCase().startsWith("multipart/form-data")) {
    const limits = { fieldBytes: MAX_BYTES, bytes: MAX_BYTES };
    const field = (name: string, value: string) => params.append(name, value);
    await readMultipart(request, { field, file: async () => {} }, limits);
    return params;
  }
  const bytes = await readBytes(request, MAX_BYTES, () => new AppError("too_many_bytes", "This form is too long."));
  return new URLSearchParams(bytes.toString("utf8"));
}
