import { headers } from "next/headers";
import { readReport } from "#domain/ensure-report.ts";
import { planScrub, readScrubProof } from "#domain/ensure-scrub.ts";
import { readTagsPage } from "#domain/ensure-tags.ts";
import { findReadyImage } from "#domain/find-image.ts";
import type { ReadyImage } from "#domain/image.ts";
import { toAppError } from "#errors.ts";
import type { Removal } from "#picture/privacy/removal.ts";
import { parseRecipe } from "#picture/recipe.ts";
import type { Report } from "#picture/report/report.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import type { TagsPage } from "#picture/tag-rows.ts";
import type { WebServices } from "#web/context/services.ts";
import { visit } from "#web/context/visit.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";
import { linkPicture, type PictureLink } from "./picture-link.ts";

/** Characters of a search that are looked at. */
const MAX_ASKED = 200;

/** What a page shows, or the sentence why it cannot; null where there is no such picture. */
export type Loaded<T> = { name: string; made: T } | { name: string; refused: string } | null;

/** The tags of an image of the visitor's, or those that match `asked`; made where they are not yet. */
export const loadTags = (id: string, asked: string): Promise<Loaded<TagsPage>> =>
  make(id, (all, image) => readTagsPage(all, image, asked.slice(0, MAX_ASKED)));

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
    const known = toAppError(error);
    if (known.code === "not_found" || known.code === "expired") return null;
    logRefusal(all, known, (await headers()).get("x-request-id"));
    return { name, refused: known.message };
  }
}
