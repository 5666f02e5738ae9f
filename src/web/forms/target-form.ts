import type { Readable } from "node:stream";
import { AppError } from "#errors.ts";
import { readMultipart } from "./multipart.ts";

/** The fields of a target are its key, a media type, a policy and a signature: under 1 KB. */
const FIELD_BYTES = 8 * 1024;

/** The form that an upload target takes: its fields first, then the part `file`. Throws as `readMultipart` and what `accept` throws. */
export async function readTargetForm(
  request: Request,
  accept: (fields: Record<string, string>, body: Readable) => Promise<unknown>,
): Promise<void> {
  const fields: Record<string, string> = {};
  let files = 0;
  const reader = {
    field(name: string, value: string) {
      fields[name] = value;
    },
    async file({ field, body }: { field: string; body: Readable }) {
      if (field !== "file" || files++ > 0) return;
      await accept({ ...fields }, body);
    },
  };
  await readMultipart(request, reader, { fieldBytes: FIELD_BYTES });
  if (files === 0) throw new AppError("invalid_request", "The form holds no part named file.");
}
