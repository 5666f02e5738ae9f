import type { JobOptions } from "#decoder-pool/jobs.ts";
import { ensureStored, type Output } from "./ensure-stored.ts";
import type { ReadyImage } from "./image.ts";
import { masterKey } from "./keys.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withOriginal } from "./with-local-file.ts";

/**
 * Where the master of an original is kept, as a result.
 * @param etag of the original
 * @param format the master's, as the format table says
 */
export function planMaster(workspace: string, id: string, etag: string, format: "png" | "webp"): Output {
  return { key: masterKey(workspace, id, etag, format), mediaType: `image/${format}` };
}

/** Makes a master that went for newer results stand in the store again. Throws what decoding throws. */
export function ensureMaster(
  services: Services,
  image: ReadyImage,
  master: Output,
  options: JobOptions,
): Promise<"stored" | "made"> {
  const { format } = image.facts;
  const { maxPixels } = services.limits;
  return ensureStored(services, image, { output: master }, options, (paths, how) =>
    withOriginal(services, image, (source) =>
      runJob(services, image, { kind: "master", source, format, ...paths, maxPixels }, how),
    ),
  );
}
