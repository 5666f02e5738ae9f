import { AppError } from "#errors.ts";
import { readMultipart } from "./multipart.ts";

const MAX_BYTES = 256 * 1024;

/** The fields of a form without files, sent either way that browsers send one. Throws `invalid_request`, `too_many_bytes`. */
export async function readSmallForm(request: Request): Promise<URLSearchParams> {
  const params = new URLSearchParams();
  const type = request.headers.get("content-type") ?? "";
  if (type.toLowerCase().startsWith("multipart/form-data")) {
    await readMultipart(request, { field: (name, value) => params.append(name, value), file: async () => {} });
    return params;
  }
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BYTES) throw new AppError("too_many_bytes", "This form is too long.");
  }
  return new URLSearchParams(text);
}
