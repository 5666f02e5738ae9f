import { findImage } from "#domain/find-image.ts";
import { isAppError } from "#errors.ts";
import type { PageProperties } from "#picture/properties.ts";
import { visit } from "#web/context/visit.ts";
import { type ImageView, imageView } from "#web/responses/image-view.ts";

/** One image with all that is known of it, or why there is none. */
export async function loadImage(
  id: string,
): Promise<
  { state: "found"; image: ImageView; hdr: boolean; pages: PageProperties | null } | { state: "gone"; detail: string }
> {
  const { services, workspace } = await visit();
  try {
    const image = await findImage(services, workspace, id);
    const details = await services.catalog.details(image.workspace, image.id);
    const hdr = image.facts?.hdr === true;
    return { state: "found", image: imageView(image, details), hdr, pages: details?.pages ?? null };
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "expired"))
      return { state: "gone", detail: error.message };
    throw error;
  }
}
