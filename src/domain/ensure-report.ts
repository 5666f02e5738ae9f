import { createHash } from "node:crypto";
import { json } from "node:stream/consumers";
import type { JobOptions } from "#decoder-pool/jobs.ts";
import { fillFields } from "#picture/fill-from-tags.ts";
import type { ImageDetails } from "#picture/properties.ts";
import type { StoredReport } from "#picture/report/report.ts";
import { ensureStored } from "./ensure-stored.ts";
import type { ImageRecord, ReadyImage } from "./image.ts";
import { resultKey } from "./keys.ts";
import { readStoredJson } from "./read-stored-json.ts";
import { runJob } from "./run-job.ts";
import type { Services } from "./services.ts";
import { withOriginal } from "./with-local-file.ts";

/** Raised with every change of what is read or told: old reports then die out. */
const REPORT_VERSION = 1;

/** The report of an image, as a stored JSON file that may not be made yet. */
export interface ReportFile {
  key: string;
  /** of the same original always the same */
  etag: string;
}

export function planReport(image: ReadyImage): ReportFile {
  const etag = createHash("sha256")
    .update(JSON.stringify(["report", REPORT_VERSION, image.etag]))
    .digest("hex");
  return { key: resultKey(image.workspace, image.id, etag, "json"), etag };
}

/**
 * All that an image gives away, and every part of its file; made at the first look. Throws `busy`, `conversion_timeout`,
 * `too_complex`, `damaged_image` where the file stops its readers.
 */
export async function readReport(
  services: Services,
  image: ReadyImage,
  options: JobOptions = {},
): Promise<StoredReport> {
  const { key } = planReport(image);
  const { format, hasAlpha } = image.facts;
  const { maxPixels } = services.limits;
  await ensureStored(services, image, { output: { key, mediaType: "application/json" } }, options, (paths, how) =>
    withOriginal(services, image, (source) =>
      runJob(services, image, { kind: "report", source, format, hasAlpha, maxPixels, ...paths }, how),
    ),
  );
  return readStoredJson<StoredReport>(services, key);
}

/** The second record of an image, and what its report adds to that where it was made: camera, lens and ISO of maker notes. */
export async function readDetails(services: Services, image: ImageRecord): Promise<ImageDetails | null> {
  const details = await services.catalog.details(image.workspace, image.id);
  if (details === null || !isReady(image)) return details;
  const stored = await services.store.read(planReport(image).key);
  if (stored === null) return details;
  const { fields } = (await json(stored.body)) as StoredReport;
  return { ...details, metadata: fillFields(details.metadata, fields) };
}

const isReady = (image: ImageRecord): image is ReadyImage => image.status === "ready" && image.facts !== null;
