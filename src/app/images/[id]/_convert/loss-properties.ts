import { blocksOf, type LossProperties } from "#picture/losses.ts";
import type { ImageProperties } from "#picture/properties.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** What is told of a picture's losses stands on this. */
export function lossProperties(
  image: ImageView,
  { hdr, inside }: Pick<ImageProperties, "hdr" | "inside">,
): LossProperties {
  const { format, frames, hasAlpha, bitDepth, colourSpace, iccProfile, metadata } = image;
  return {
    format: format ?? "",
    frames: frames ?? 1,
    hasAlpha: hasAlpha ?? false,
    bitDepth,
    colourSpace,
    iccProfile,
    blocks: metadata ? blocksOf(metadata) : [],
    ...(hdr && { hdr }),
    ...(inside && { inside }),
  };
}
