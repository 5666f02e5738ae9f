import type { Readable } from "node:stream";
import { AppError } from "#errors.ts";
import { readMultipart } from "./multipart.ts";

/** The form that an upload target takes: its fields first, then the part `file`. Throws as `readMultipart` and what `accept` throws. */
export async function readTargetForm(
  request: Request,
  accept: (fields: Record<string, string>, body: Readable) => Promise<unknown>,
): Promise<void> {
  const fields: Record<string, string> = {};
  let files = 0;
  await readMultipart(request, {
    field(name, value) {
      fields[name] = value;
    },
    async file({ field, body }) {
      if (field !== "file" || files++ > 0) return;
      await accept({ ...fields }, body);
    },
  });
  if (files === 0) throw new AppError("invalid_request", "The form holds no part named file.");
}
