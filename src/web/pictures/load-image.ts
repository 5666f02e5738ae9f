import { readDetails } from "#domain/ensure-report.ts";
import { findImage } from "#domain/find-image.ts";
import { isAppError } from "#errors.ts";
import type { ImageProperties, PageProperties } from "#picture/properties.ts";
import { visit } from "#web/context/visit.ts";
import { type ImageView, imageView } from "#web/responses/image-view.ts";

interface LoadedImage {
  state: "found";
  image: ImageView;
  /** a gain map, and what else is in the file */
  inside: Pick<ImageProperties, "hdr" | "inside">;
  pages: PageProperties | null;
}

/** One image with all that is known of it, or why there is none. */
export async function loadImage(id: string): Promise<LoadedImage | { state: "gone"; detail: string }> {
  const { services, workspace } = await visit();
  try {
    const image = await findImage(services, workspace, id);
    const details = await readDetails(services, image);
    const { hdr, inside } = image.facts ?? {};
    return {
      state: "found",
      image: imageView(image, details),
      inside: { ...(hdr && { hdr }), ...(inside && { inside }) },
      pages: details?.pages ?? null,
    };
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "expired"))
      return { state: "gone", detail: error.message };
    throw error;
  }
}
