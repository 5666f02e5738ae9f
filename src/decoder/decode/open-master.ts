import { openSource, type Source } from "#decoder/open-source.ts";
import type { InspectJob } from "#decoder-pool/jobs.ts";
import type { Format } from "#picture/formats.ts";
import type { Warning } from "#picture/metadata.ts";
import type { Header } from "./decoder.ts";
import { formatDecoderOf } from "./decoders.ts";

/** What is made from instead of the original, what its headers say, and what is to be said of the original. */
export interface OpenMaster {
  source: Source;
  decoded: Header;
  damage: Warning | null;
}

/** Decodes an original that sharp does not read into `master`. Throws as `Decoder.decode`. */
export async function openMaster(
  { source: original, master, maxPixels }: Pick<InspectJob, "source" | "master" | "maxPixels">,
  format: Format,
): Promise<OpenMaster> {
  const decoder = await formatDecoderOf(format.id);
  const detail = await decoder.decode(original, master, maxPixels);
  const source = { path: master, format: format.master ?? "", maxPixels };
  const decoded = await (await openSource(source)).metadata();
  return { source, decoded, damage: detail === null ? null : { code: "damaged", detail } };
}
