import { headers } from "next/headers";
import { readReport } from "#domain/ensure-report.ts";
import { planScrub, readScrubProof } from "#domain/ensure-scrub.ts";
import { readTags } from "#domain/ensure-tags.ts";
import { findReadyImage } from "#domain/find-image.ts";
import type { ReadyImage } from "#domain/image.ts";
import { toAppError } from "#errors.ts";
import type { Removal } from "#picture/privacy/removal.ts";
import { parseRecipe } from "#picture/recipe.ts";
import type { Report } from "#picture/report/report.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import type { Tags } from "#picture/tag-list.ts";
import type { WebServices } from "#web/context/services.ts";
import { visit } from "#web/context/visit.ts";
import { linkPicture, type PictureLink } from "./picture-link.ts";

/** What a page shows, or the sentence why it cannot; null where there is no such picture. */
export type Loaded<T> = { name: string; made: T } | { name: string; refused: string } | null;

/** All tags of an image of the visitor's, made where they are not yet. */
export const loadTags = (id: string): Promise<Loaded<Tags>> => make(id, readTags);

/** All that an image of the visitor's gives away, and every part of its file; made where it is not yet. */
export const loadReport = (id: string): Promise<Loaded<Report>> => make(id, readReport);

/** The proof of a scrub, which is made where it is not yet. */
export const loadScrub = (id: string, remove: Removal): Promise<Loaded<ScrubProof>> =>
  make(id, (all, image) => readScrubProof(all, image, planScrub(image, remove)));

/** An address for one conversion, of the parameters of a query. */
export const loadLink = (id: string, query: Iterable<readonly [string, string]>): Promise<Loaded<PictureLink>> =>
  make(id, async (all, image) => linkPicture(all, image.workspace, id, parseRecipe(query), await headers()));

async function make<T>(id: string, work: (all: WebServices, image: ReadyImage) => Promise<T>): Promise<Loaded<T>> {
  const { services: all, workspace } = await visit();
  let name = "";
  try {
    const image = await findReadyImage(all, workspace, id);
    name = image.name;
    return { name, made: await work(all, image) };
  } catch (error) {
    const { code, message, cause } = toAppError(error);
    if (code === "not_found" || code === "expired") return null;
    if (code === "internal") all.log.warn({ code, cause: cause ? String(cause) : null }, "refused");
    return { name, refused: message };
  }
}
