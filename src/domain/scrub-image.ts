import { createHash } from "node:crypto";
import { json } from "node:stream/consumers";
import { AppError } from "#errors.ts";
import { formatOf } from "#picture/formats.ts";
import type { ImageProperties } from "#picture/properties.ts";
import { type Removal, SCRUBBABLE, type ScrubReport } from "#picture/scrub-report.ts";
import { withOriginal } from "./decodable.ts";
import type { ImageRecord } from "./image.ts";
import { keepResult } from "./keep-derivative.ts";
import { resultKey } from "./keys.ts";
import type { JobOptions, Services } from "./services.ts";
import { singleFlightPatiently } from "./single-flight.ts";

/** Raised with every change of what is taken out: old results then die out. */
const SCRUB_VERSION = 2;

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
export function planScrub(image: ImageRecord & { facts: ImageProperties }, remove: Removal): Scrub {
  const format = formatOf(image.facts.format);
  if (!format || !SCRUBBABLE.has(format.id)) {
    const name = format?.name ?? "this";
    throw new AppError(
      "unsupported_format",
      `Nothing can be taken out of a file in the format ${name} without changing it. Convert it instead: the copy leaves it behind.`,
    );
  }
  const etag = createHash("sha256")
    .update(JSON.stringify(["scrub", SCRUB_VERSION, remove, image.etag]))
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
 * Makes the copy and its proof stand in the store; at once where they are there, and one time for all who ask. Throws
 * `busy`, `conversion_timeout`, `too_complex`, `damaged_image`, `unsupported_format` where a place would stay, and
 * `internal` where a pixel would change.
 */
export async function makeScrub(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  scrub: Scrub,
  options: JobOptions = {},
): Promise<void> {
  const [copy, proof] = await Promise.all([services.store.head(scrub.key), services.store.head(scrub.reportKey)]);
  if (copy && proof) return;
  await singleFlightPatiently(scrub.key, options.patient === true, () =>
    services.withScratch("json", (report) =>
      services.withScratch(image.facts.format, (output) =>
        withOriginal(services, image, async (source) => {
          const { remove, key, reportKey, mediaType } = scrub;
          const { format } = image.facts;
          await services.decoders.run({ kind: "scrub", source, format, remove, output, report }, options);
          await keepResult(services, image, key, output, mediaType);
          await keepResult(services, image, reportKey, report, "application/json");
        }),
      ),
    ),
  );
}

/** The proof of a scrub. Throws as `makeScrub`. */
export async function readScrubReport(
  services: Services,
  image: ImageRecord & { facts: ImageProperties },
  scrub: Scrub,
): Promise<ScrubReport> {
  await makeScrub(services, image, scrub);
  const object = await services.store.read(scrub.reportKey);
  if (!object) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  return (await json(object.body)) as ScrubReport;
}
