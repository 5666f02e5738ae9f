import { planConversion } from "#domain/ensure-conversion.ts";
import { AppError } from "#errors.ts";
import type { RecipeRequest } from "#picture/recipe.ts";
import { recipeQuery } from "#picture/recipe-query.ts";
import { requestOrigin } from "#web/context/request-origin.ts";
import type { WebServices } from "#web/context/services.ts";
import { isSigned, sign } from "#web/context/signature.ts";

const PURPOSE = "link";

/** An address that works without the cookie. */
export interface PictureLink {
  url: string;
  /** ISO 8601: it works until then, or until the picture is deleted */
  expiresAt: string;
}

/**
 * An address for one conversion of one picture, for whoever has it. Throws as `planConversion`: what could not be
 * converted has no address.
 */
export async function linkPicture(
  services: WebServices,
  workspace: string | null,
  id: string,
  request: RecipeRequest,
  headers: Headers,
): Promise<PictureLink> {
  const { image } = await planConversion(services, workspace, id, request);
  const query = recipeQuery(request);
  query.set("workspace", image.workspace);
  query.set("signature", sign(services, PURPOSE, signedText(image.workspace, id, request)));
  return {
    url: `${requestOrigin(headers, services.publicUrl)}/api/images/${id}/convert?${query}`,
    expiresAt: new Date(image.expiresAt).toISOString(),
  };
}

/**
 * The workspace that a signed address speaks for; null where the request is none and the cookie decides. Throws
 * `not_found` for an address that was changed or that we never gave out.
 */
export function linkedWorkspace(
  services: WebServices,
  id: string,
  request: RecipeRequest,
  { workspace, signature }: { workspace: string | null; signature: string | null },
): string | null {
  if (workspace === null && signature === null) return null;
  if (isSigned(services, PURPOSE, signedText(workspace ?? "", id, request), signature ?? "")) return workspace;
  throw new AppError("not_found", "This address does not work: it was changed, or cut. Ask for it again.");
}

/** By what the recipe means, not by how it was spelled. None of the three holds a line break. */
const signedText = (workspace: string, id: string, request: RecipeRequest): string =>
  [workspace, id, recipeQuery(request)].join("\n");
