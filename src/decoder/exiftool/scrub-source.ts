import { copyFile, readFile, writeFile } from "node:fs/promises";
import { decodeError } from "#decoder/decode-error.ts";
import type { ScrubJob, ScrubResult } from "#decoder-pool/jobs.ts";
import { AppError } from "#errors.ts";
import type { ScrubReport, TagName } from "#picture/scrub-report.ts";
import { containerEnd } from "./container-end.ts";
import { PerlError, type PerlRun, runPerl } from "./perl.ts";
import { pixelHash } from "./pixel-hash.ts";

type Pair = [group: string, name: string];

interface Said {
  version: string;
  before: Pair[];
  after: Pair[];
  removed: Pair[];
  left: Pair[];
  blocks: string[];
  /** the name of the copy; null where there was nothing to take out */
  written: string | null;
}

/**
 * Writes a copy of a file without its place, or without all that is not needed to show it, and the proof: no coded
 * pixel is touched. What cannot be proved is not given out.
 *
 * @throws AppError `unsupported_format` where the format is none that ExifTool writes, `damaged_image` where ExifTool
 *   refuses the file, `unsupported_format` where a place would stay, `internal` where a pixel would change,
 *   `storage_full`
 */
export async function scrubSource(job: ScrubJob): Promise<ScrubResult> {
  try {
    const bytes = await readFile(job.source);
    const own = bytes.subarray(0, containerEnd(bytes, job.format));
    const { said, written } = await takeOut(own, job);
    if (own.length < bytes.length) said.blocks.push("what follows the picture in the file");
    if (written || own.length < bytes.length) await writeFile(job.output, written ?? own);
    else await copyFile(job.source, job.output);
    const pixels = {
      before: await pixelHash(job.source, job.format, `${job.output}.master`),
      after: await pixelHash(job.output, job.format, `${job.output}.master`),
    };
    if (pixels.before !== pixels.after || said.after.length > 0) throw notProved(said, pixels);
    const copy = written ?? own;
    const identical = bytes.equals(copy);
    const sizes = { before: bytes.length, after: copy.length };
    await writeFile(job.report, JSON.stringify({ ...reportOf(job, said, pixels, sizes), identical }));
    return { bytes: copy.length };
  } catch (error) {
    throw decodeError(error);
  }
}

/** What Perl says, and the bytes that it wrote: null where there was nothing to take out. */
async function takeOut(bytes: Uint8Array, job: ScrubJob): Promise<{ said: Said; written: Uint8Array | null }> {
  const run = await perl(bytes, job);
  const said = JSON.parse(run.text) as Said;
  const written = said.written === null ? null : run.read(said.written);
  if (said.written !== null && !written) throw new AppError("internal", "The copy could not be written. Try again.");
  return { said, written };
}

function perl(bytes: Uint8Array, { remove, format }: ScrubJob): Promise<PerlRun> {
  return runPerl("scrub.pl", { "/picture": bytes }, { REMOVE: remove, FORMAT: format }).catch((error: unknown) => {
    if (!(error instanceof PerlError) || !error.message.startsWith("REFUSED")) throw error;
    const sentence = "The file is damaged in a way that nothing can be taken out of it safely. Convert it instead.";
    throw new AppError("damaged_image", sentence, { cause: error });
  });
}

function notProved(said: Said, pixels: ScrubReport["pixels"]): AppError {
  const why = said.after.length > 0 ? `places stay: ${said.after.map((pair) => pair.join(":")).join(", ")}` : "pixels";
  const sentence =
    "It could not be proved that the copy is clean and looks the same, so it is not given out. Convert it instead.";
  // A place that cannot go is the file's doing; a pixel that changed would be ours.
  const code = said.after.length > 0 ? "unsupported_format" : "internal";
  return new AppError(code, sentence, { cause: `${why} ${JSON.stringify(pixels)}` });
}

function reportOf(
  { remove }: ScrubJob,
  said: Said,
  pixels: ScrubReport["pixels"],
  bytes: ScrubReport["bytes"],
): Omit<ScrubReport, "identical"> {
  return {
    remove,
    exiftool: said.version,
    pixels,
    places: { before: said.before.map(tagName), after: [] },
    removed: said.removed.map(tagName),
    left: remove === "all" ? said.left.map(tagName) : [],
    blocks: said.blocks,
    bytes,
  };
}

const tagName = ([group, name]: Pair): TagName => ({ group, name });
