import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Notice } from "#domain/ports/catalog.ts";
import { receiveUpload } from "#domain/receive-upload.ts";
import { isAppError } from "#errors.ts";
import type { ProvidedServices } from "#web/context/services.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";

/** Pictures that the project drew itself (scripts/samples.ts), in `samples` of the public folder; the first is shown first. */
export const SAMPLES = [
  { name: "ridge.jpg", mediaType: "image/jpeg", small: "/samples/ridge.webp", ratio: 1.5 },
  { name: "flower.png", mediaType: "image/png", small: "/samples/flower.webp", ratio: 1 },
  { name: "moon.gif", mediaType: "image/gif", small: "/samples/moon.webp", ratio: 1 },
] as const;

/** Puts the samples on a sheet by the way that every picture takes. Returns what was refused, as for an upload. */
export async function putSamples(
  services: ProvidedServices,
  workspace: string,
  requestId: string | null,
): Promise<Notice[]> {
  const refused: Notice[] = [];
  // The newest picture is the first on the sheet.
  for (const { name, mediaType } of SAMPLES.toReversed()) {
    const bytes = await readFile(join(services.publicFolder, "samples", name)); // small: nothing to stream
    try {
      await receiveUpload(services, workspace, { name, mediaType, body: Readable.from([bytes]), requestId });
    } catch (error) {
      if (!isAppError(error) || error.code === "internal") throw error;
      logRefusal(services, error, requestId);
      refused.push({ name, error: error.public });
    }
  }
  return refused;
}
