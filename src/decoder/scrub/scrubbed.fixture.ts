import { readFile } from "node:fs/promises";
import { MAX_PIXELS, scratch } from "#decoder/pictures.fixture.ts";
import { parseRemoval } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import { scrubSource } from "./scrub-source.ts";

/** Scrubs a file as a child does; the copy's path and the proof. */
export async function scrubbed(
  source: string,
  format: string,
  kinds: string,
  orientation = 1,
  hasAlpha = false,
): Promise<{ path: string; report: ScrubProof }> {
  const remove = parseRemoval(kinds) ?? [];
  const [output, report] = [scratch(), scratch()];
  await scrubSource({
    kind: "scrub",
    source,
    format,
    remove,
    orientation,
    hasAlpha,
    maxPixels: MAX_PIXELS,
    output,
    report,
  });
  return { path: output, report: JSON.parse(await readFile(report, "utf8")) as ScrubProof };
}
