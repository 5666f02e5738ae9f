import { cookies } from "next/headers";
import { findImage } from "../domain/find-image.ts";
import type { ImageRecord } from "../domain/image.ts";
import { listImages } from "../domain/list-images.ts";
import { isAppError, type PublicError } from "../errors.ts";
import type { PageFacts } from "../imaging/facts.ts";
import { type ImageView, imageView } from "./image-view.ts";
import { services } from "./services.ts";
import { COOKIE, readWorkspace } from "./session.ts";

const PAGE = 60;

export interface Sheet {
  images: ImageView[];
  /** of the next page, or null */
  cursor: string | null;
  /** of the first frame on this page; the newest picture is 1 */
  firstNumber: number;
  usage: { images: number; bytes: number };
  limits: { images: number; bytes: number; maxUploadBytes: number; retentionHours: number };
  /** when the last picture is gone, ISO 8601; null for an empty sheet */
  expiresAt: string | null;
  /** refusals of the last plain form; said once */
  notices: ({ name: string } & PublicError)[];
  /** images in work, on any page */
  unfinished: number;
}

/**
 * What the sheet shows of the visitor's workspace.
 * @param at a `cursor` of an earlier page: the number of its first frame and the catalog's own cursor. Anything
 *   else begins at the start.
 */
export async function loadSheet(at: string | null): Promise<Sheet> {
  const [, number, place] = /^(\d{1,7})\.([\w-]+)$/.exec(at ?? "") ?? [];
  const cursor = place ?? null;
  const firstNumber = Number(number ?? 1);
  const all = services();
  const workspace = await readWorkspace(all, (await cookies()).get(COOKIE)?.value);
  const { limits } = all;
  const shownLimits = {
    images: limits.workspaceImages,
    bytes: limits.workspaceBytes,
    maxUploadBytes: limits.maxUploadBytes,
    retentionHours: limits.retentionMs / 3_600_000,
  };
  const empty = {
    images: [],
    cursor: null,
    firstNumber: 1,
    usage: { images: 0, bytes: 0 },
    limits: shownLimits,
    expiresAt: null,
    notices: [],
    unfinished: 0,
  };
  if (!workspace) return empty;
  const page = await listImages(all, workspace, { limit: PAGE, cursor }).catch((error) => {
    if (isAppError(error) && error.code === "invalid_parameter")
      return listImages(all, workspace, { limit: PAGE, cursor: null });
    throw error;
  });
  const [usage, unfinished, notices, newest] = await Promise.all([
    all.catalog.usage(workspace),
    all.catalog.unfinished(workspace),
    all.catalog.takeNotices(workspace),
    cursor ? listImages(all, workspace, { limit: 1, cursor: null }) : page,
  ]);
  const last = newest.items[0];
  return {
    images: page.items.map((image) => imageView(image)),
    cursor: page.cursor && `${firstNumber + page.items.length}.${page.cursor}`,
    firstNumber,
    usage,
    limits: shownLimits,
    expiresAt: last ? new Date(last.expiresAt).toISOString() : null,
    notices: notices.map(({ name, error }) => ({ name, ...error })),
    // Counted after the page was read: who is shown as unfinished is looked for again, whatever became of it meanwhile.
    unfinished: Math.max(unfinished, page.items.filter(inWork).length),
  };
}

const inWork = ({ status }: ImageRecord): boolean => status === "pending" || status === "processing";

/** One image with all that is known of it, or why there is none. */
export async function loadImage(
  id: string,
): Promise<
  { state: "found"; image: ImageView; hdr: boolean; pages: PageFacts | null } | { state: "gone"; detail: string }
> {
  const all = services();
  const workspace = await readWorkspace(all, (await cookies()).get(COOKIE)?.value);
  try {
    const image = await findImage(all, workspace, id);
    const details = await all.catalog.details(image.workspace, image.id);
    const hdr = image.facts?.hdr === true;
    return { state: "found", image: imageView(image, details), hdr, pages: details?.pages ?? null };
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "expired"))
      return { state: "gone", detail: error.message };
    throw error;
  }
}
