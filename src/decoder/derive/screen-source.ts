import { readIcc } from "#decoder/inspect/icc.ts";
import { openSource, type Source } from "#decoder/open-source.ts";
import type { Sharp, SharpMetadata, SharpOptions } from "#decoder/sharp-setup.ts";

/** Opens a source, its first frame or page where `options` say nothing else, so that what comes out is sRGB of 8 bits, whatever it holds. */
export async function openForScreen(
  source: Source,
  metadata: Pick<SharpMetadata, "icc" | "space">,
  options: SharpOptions = {},
): Promise<Sharp> {
  const icc = readIcc(metadata.icc);
  const image = await openSource(source, { ...options, ignoreIcc: icc?.srgb ?? false });
  image.toColourspace("srgb");
  if (icc === null || icc.srgb) return image;
  // Sixteen bits with a profile go by way of Display P3 in sharp; from there on to sRGB only when told so. Sixteen bits
  // of grey it leaves alone, unless they are eight first.
  if (metadata.space === "rgb16") image.withIccProfile("srgb", { attach: false });
  if (metadata.space === "grey16") image.pipelineColourspace("b-w");
  return image;
}
