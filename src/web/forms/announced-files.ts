import { z } from "zod";
import { AppError } from "#errors.ts";

const MAX_FILES = 25;
const SENTENCE = `Announce 1 to ${MAX_FILES} files, each with name, bytes and mediaType.`;

const shape = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z.string().max(4096),
        bytes: z.int().min(0),
        mediaType: z.string().max(255).default(""),
      }),
    )
    .min(1)
    .max(MAX_FILES),
});

export type AnnouncedFiles = z.infer<typeof shape>["files"];

/** What a client announces before it sends files. Throws `invalid_request`, or `invalid_parameter` naming the part at fault. */
export function announcedFiles(body: unknown): AnnouncedFiles {
  const result = shape.safeParse(body);
  if (result.success) return result.data.files;
  const parameter = result.error.issues[0]?.path.join(".") || undefined;
  throw new AppError(
    parameter ? "invalid_parameter" : "invalid_request",
    parameter ? `${parameter}: ${SENTENCE}` : SENTENCE,
    {
      parameter,
    },
  );
}
