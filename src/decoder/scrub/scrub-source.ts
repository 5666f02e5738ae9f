import { copyFile, readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import { type ExifToolTags, findTags } from "#decoder/exiftool/find-tags.ts";
import { makeReport } from "#decoder/report/make-report.ts";
import { piecesInside } from "#decoder/report/pieces-inside.ts";
import type { ScrubJob, ScrubResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import type { PartKind } from "#picture/containers/part.ts";
import { type Cut, cutOf } from "#picture/privacy/cut.ts";
import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import type { Removal } from "#picture/privacy/removal.ts";
import { discloseTag } from "#picture/privacy/tag-rules.ts";
import type { ProofTag, ScrubProof } from "#picture/report/scrub-proof.ts";
import { ANYWHERE, kindsHolding } from "./leftover-kinds.ts";
import { namesOfGone, type ScrubOrder } from "./order.ts";
import { pixelHash } from "./pixel-hash.ts";
import { scrubBytes } from "./scrub-bytes.ts";
import { searchCopy } from "./search-copy.ts";
import { takenValues } from "./taken-values.ts";
import { encodingsOf } from "./value-encodings.ts";

/** Their containers turn the picture themselves. */
const TURNED: ReadonlySet<string> = new Set(["heic", "avif", "avifs"]);
/** One try, then with whole parts gone in which something was left. */
const MAX_ROUNDS = 4;

/**
 * Writes a copy of a file without what a removal names, and the proof: no coded pixel is touched. Our editors write;
 * ExifTool, a search of all bytes, and the decoded pixels judge. What cannot be proved of a place is not given out.
 *
 * @throws AppError `unsupported_format` where a place would stay, `internal` where a pixel would change,
 *   `storage_full`
 */
export async function scrubSource(job: ScrubJob): Promise<ScrubResult> {
  try {
    const bytes = await readFile(job.source);
    const before = await findTags(bytes, await piecesInside(bytes));
    const scrubbed = await scrubInRounds(bytes, before, job);
    if (scrubbed.copy === bytes) await copyFile(job.source, job.output);
    else await writeFile(job.output, scrubbed.copy);
    const pixels = {
      before: await pixelHash(job.source, job.format, `${job.output}.master`),
      after: await pixelHash(job.output, job.format, `${job.output}.master`),
    };
    const proof = await prove(job, bytes, before, scrubbed, pixels);
    if (pixels.before !== pixels.after || (job.remove.includes("location") && proof.places.after.length > 0)) {
      throw notProved(proof);
    }
    await writeFile(job.report, JSON.stringify(proof));
    return { bytes: scrubbed.copy.length };
  } catch (error) {
    throw decodeError(error);
  }
}

interface Scrubbed {
  copy: Uint8Array;
  after: ExifToolTags;
  parts: string[];
}

async function scrubInRounds(
  bytes: Uint8Array,
  before: ExifToolTags,
  { remove, format, orientation }: ScrubJob,
): Promise<Scrubbed> {
  const cut = cutOf(remove);
  const wanted = unwanted(before.tags, cut, format);
  const values = takenValues(wanted).flatMap((value) =>
    typeof value === "string" ? encodingsOf(value) : [value.bytes],
  );
  const inner = wanted.some(({ document }) => document !== undefined);
  let drop: ReadonlySet<PartKind> = new Set();
  let scrubbed: Scrubbed = { copy: bytes, after: before, parts: [] };
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const order: ScrubOrder = {
      removal: remove,
      cut,
      drop,
      values,
      inner,
      orientation,
      isTurned: TURNED.has(format),
      gone: [],
    };
    const copy = (await scrubBytes(bytes, order)) ?? bytes;
    const same = Buffer.compare(copy, bytes) === 0;
    scrubbed = {
      copy: same ? bytes : copy,
      after: same ? before : await findTags(copy, await piecesInside(copy)),
      parts: namesOfGone(order.gone),
    };
    const left = unwanted(scrubbed.after.tags, cut, format);
    const holding: ReadonlySet<PartKind> = new Set([...drop, ...left.flatMap(kindsHolding)]);
    // Where what should hold it went in vain, it is somewhere else.
    const more = holding.size > drop.size || left.length === 0 ? holding : new Set([...holding, ...ANYWHERE]);
    if (more.size === drop.size) break;
    drop = more;
  }
  return scrubbed;
}

async function prove(
  { remove, format, hasAlpha, maxPixels, output }: ScrubJob,
  bytes: Uint8Array,
  before: ExifToolTags,
  { copy, after, parts }: Scrubbed,
  pixels: ScrubProof["pixels"],
): Promise<ScrubProof> {
  const cut = cutOf(remove);
  const still = new Set(after.tags.map(keyOf));
  const removed = before.tags.filter((tag) => !still.has(keyOf(tag)));
  const scratch = `${output}.master`;
  const report = await makeReport(copy, after, { path: output, format, hasAlpha, maxPixels, scratch });
  return {
    remove,
    exiftool: {
      version: after.version,
      before: named(unwanted(before.tags, cut, format)),
      after: named(unwanted(after.tags, cut, format)),
      couldNotRead: report.unknown.notRead,
    },
    places: { before: named(before.tags.filter(isPlace)), after: named(after.tags.filter(isPlace)) },
    search: await searchCopy(copy, takenValues(unwanted(removed, cut, format))),
    pixels,
    removed: named(removed),
    parts,
    stays: report.discloses.map(({ code, value, source }) => ({ code, value, source })),
    bytes: { before: bytes.length, after: copy.length },
    identical: Buffer.compare(bytes, copy) === 0,
  };
}

/** ExifTool takes the strips of a TIFF that is compressed as JPEG for a preview: they are the picture. */
const OWN_PIXELS = /^(?:PreviewImage|ThumbnailImage|OtherImage|JpgFromRaw)/;

/** The tags that are to go. */
function unwanted<T extends FoundTag>(tags: readonly T[], cut: Cut, format: string): T[] {
  const isPicture = ({ place, name }: FoundTag) => format === "tiff" && place === "IFD0" && OWN_PIXELS.test(name);
  return tags.filter((tag) => cut.goes(tag) && !isPicture(tag));
}

const keyOf = ({ place, name, document }: FoundTag): string => `${document ?? ""} ${place}:${name}`;

function isPlace(tag: FoundTag): boolean {
  const code = discloseTag(tag);
  return code !== null && (REMOVED_BY[code] as Removal).includes("location");
}

function named(tags: readonly FoundTag[]): ProofTag[] {
  const each = new Map(tags.map(({ place, name }) => [`${place}:${name}`, { group: place, name }]));
  return [...each.values()];
}

function notProved({ places, pixels }: ScrubProof): AppError {
  const stays = places.after.length > 0;
  const why = stays ? `places stay: ${places.after.map(({ group, name }) => `${group}:${name}`).join(", ")}` : "pixels";
  const sentence =
    "It could not be proved that the copy is clean and looks the same, so it is not given out. Convert it instead.";
  // A place that cannot go is the file's doing; a pixel that changed would be ours.
  return new AppError(stays ? "unsupported_format" : "internal", sentence, {
    cause: `${why} ${JSON.stringify(pixels)}`,
  });
}
