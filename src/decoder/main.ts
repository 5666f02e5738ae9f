/**
 * A decoding child: takes one job at a time from its parent and answers it. It may be killed at any moment, by
 * its parent (time, memory) or by a hostile picture, so it holds nothing that anyone else needs.
 */

import { stat } from "node:fs/promises";
import type { Job, JobResult } from "#decoder-pool/jobs.ts";
import type { DecoderReady, DecoderRequest, DecoderResponse } from "#decoder-pool/protocol.ts";
import { causeChain, isAppError, toAppError } from "#errors.ts";
import { convertSource } from "./convert/convert-source.ts";
import { makeMaster } from "./decode/decoders.ts";
import { drawFilmstrip } from "./derive/draw-filmstrip.ts";
import { drawPreview } from "./derive/draw-preview.ts";
import { extractEmbeddedThumbnail } from "./derive/extract-embedded-thumbnail.ts";
import { inspectUpload } from "./inspect-upload.ts";
import { keepsPictures } from "./kept-memory.ts";
import { watchParent } from "./watch-parent.ts";

watchParent();
process.on("SIGINT", () => {}); // Ctrl-C reaches the whole group; the parent ends its children after the drain
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit(0)); // the parent is gone, however it went

process.on("message", async ({ id, job }: DecoderRequest) => {
  let trapped = false;
  const answer: DecoderResponse = await perform(job).then(
    (value) => ({ id, ok: true, value, keeps: keepsPictures() }),
    (error) => {
      trapped = hasTrapped(error);
      return { id, ok: false, error: describe(error), last: trapped, keeps: keepsPictures() };
    },
  );
  process.send?.(answer, () => trapped && process.exit(1));
});

/** WebAssembly that stopped in the middle of something has left its memory in any state: nobody uses it again. */
function hasTrapped(error: unknown): boolean {
  return [error, isAppError(error) && error.cause].some((each) => each instanceof WebAssembly.RuntimeError);
}

/** ExifTool is loaded when it is first needed: most children never meet it. */
async function perform(job: Job): Promise<JobResult<Job>> {
  switch (job.kind) {
    case "inspect":
      return inspectUpload(job);
    case "master":
      return makeMaster(job);
    case "preview":
      return drawPreview(job);
    case "embedded-thumbnail":
      return extractEmbeddedThumbnail(job);
    case "filmstrip":
      return drawFilmstrip(job);
    case "convert":
      return convertSource(job);
    case "tags":
      return (await import("./exiftool/write-tags.ts")).writeTags(job);
    case "find-tags":
      return (await import("./exiftool/find-in-tags.ts")).findInTags(job);
    case "report":
      return (await import("./report/write-report.ts")).writeReport(job);
    case "scrub":
      return (await import("./scrub/scrub-source.ts")).scrubSource(job);
  }
}

function describe(error: unknown): Extract<DecoderResponse, { ok: false }>["error"] {
  const known = toAppError(error);
  return { ...known.public, parameter: known.parameter, cause: causeChain(known.cause) || null };
}

// The first use of a file starts the threads that all later ones share; where there are none to be had, it ends here and not in
// the middle of a picture.
await stat(import.meta.filename);
process.send?.({ ready: true } satisfies DecoderReady);
