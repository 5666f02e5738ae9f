import { blocksOf, type LossFacts } from "#picture/losses.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** What is told of a picture's losses stands on this. */
export function lossFacts(image: ImageView, hdr: boolean): LossFacts {
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
  };
}
