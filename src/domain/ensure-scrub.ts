import { createHash } from "node:crypto";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import { formatOf } from "#picture/formats.ts";
import { type Removal, removalText } from "#picture/privacy/removal.ts";
import { SCRUBBABLE, type ScrubProof } from "#picture/report/scrub-proof.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ReadyImage } from "./image.ts";
import { resultKey } from "./keys.ts";
import { readStoredJson } from "./read-stored-json.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withOriginal } from "./with-local-file.ts";

/** Raised with every change of what is taken out: old results then die out. */
const SCRUB_VERSION = 3;

/** A scrubbed copy of the original and its proof, which may not be made yet. */
export interface Scrub {
  remove: Removal;
  /** where the copy is kept */
  key: string;
  /** where the proof is kept */
  reportKey: string;
  /** of the copy: the same original gives the same one */
  etag: string;
  mediaType: string;
}

/** Decides what is asked for. Throws `unsupported_format` where the format cannot be scrubbed. */
export function planScrub(image: ReadyImage, remove: Removal): Scrub {
  const format = formatOf(image.facts.format);
  if (!format || !SCRUBBABLE.has(format.id)) {
    const name = format?.name ?? "this";
    throw new AppError(
      "unsupported_format",
      `Nothing can be taken out of a file in the format ${name} without changing it. Convert it instead: the copy leaves it behind.`,
    );
  }
  const etag = createHash("sha256")
    .update(JSON.stringify(["scrub", SCRUB_VERSION, removalText(remove), image.etag]))
    .digest("hex");
  const extension = format.extensions[0] ?? format.id;
  return {
    remove,
    key: resultKey(image.workspace, image.id, etag, extension),
    reportKey: resultKey(image.workspace, image.id, etag, "json"),
    etag,
    mediaType: format.mediaType,
  };
}

/**
 * Makes the copy and its proof stand in the store. Throws `busy`, `conversion_timeout`, `too_complex`,
 * `unsupported_format` where a place would stay, and `internal` where a pixel would change.
 */
export async function ensureScrub(
  services: Services,
  image: ReadyImage,
  scrub: Scrub,
  options: JobOptions = {},
): Promise<void> {
  const { remove, key, reportKey, mediaType } = scrub;
  const { format, orientation, hasAlpha } = image.facts;
  const { maxPixels } = services.limits;
  const outputs = { output: { key, mediaType }, report: { key: reportKey, mediaType: "application/json" } };
  await ensureStored(services, image, outputs, options, (paths, how) =>
    withOriginal(services, image, (source) =>
      runJob(
        services,
        image,
        { kind: "scrub", source, format, orientation, hasAlpha, maxPixels, remove, ...paths },
        how,
      ),
    ),
  );
}

/** The proof of a scrub. Throws as `ensureScrub`. */
export async function readScrubProof(services: Services, image: ReadyImage, scrub: Scrub): Promise<ScrubProof> {
  await ensureScrub(services, image, scrub);
  return readStoredJson<ScrubProof>(services, scrub.reportKey);
}
