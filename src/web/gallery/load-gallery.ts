import type { ImageRecord } from "#domain/image.ts";
import { allImages, listImages } from "#domain/list-images.ts";
import type { Page } from "#domain/ports/catalog.ts";
import { isAppError, type PublicError } from "#errors.ts";
import { isPlainOrder } from "#web/addresses/gallery-order.ts";
import type { GalleryQuery } from "#web/addresses/gallery-query.ts";
import type { WebServices } from "#web/context/services.ts";
import { visit } from "#web/context/visit.ts";
import { type ImageView, imageView } from "#web/responses/image-view.ts";
import { inOrder } from "./order-records.ts";

export interface GalleryPage {
  images: ImageView[];
  /** of the next page, or null */
  cursor: string | null;
  /** of the first item on this page, counted in the order that is shown; the first picture is 1 */
  firstNumber: number;
  /** how many pictures match what is asked for, and the ids of all formats on the sheet; null where not all was read */
  known: { matching: number; formats: string[] } | null;
  usage: { images: number; bytes: number };
  limits: { images: number; bytes: number; maxUploadBytes: number; retentionHours: number };
  /** when the last picture is gone, ISO 8601; null for an empty sheet */
  expiresAt: string | null;
  /** refusals of the last plain form; said once */
  notices: ({ name: string } & PublicError)[];
  /** images in work, on any page */
  unfinished: number;
}

/** What is read of the pictures themselves. */
interface Read extends Pick<GalleryPage, "cursor" | "firstNumber" | "known"> {
  items: ImageRecord[];
  /** the newest picture of the sheet */
  newest: ImageRecord | undefined;
}

/**
 * What the sheet shows of the visitor's workspace. Newest first and everything, it reads what it shows and no more; any
 * other order reads the whole workspace. A cursor that is none begins at the start.
 */
export async function loadGallery(query: GalleryQuery): Promise<GalleryPage> {
  const { services: all, workspace } = await visit();
  const { limits: set } = all;
  const limits = {
    images: set.workspaceImages,
    bytes: set.workspaceBytes,
    maxUploadBytes: set.maxUploadBytes,
    retentionHours: set.retentionMs / 3_600_000,
  };
  if (!workspace) return { ...EMPTY, limits };
  const { items, newest, ...read } = await (isPlainOrder(query.order) ? readPlain : readOrdered)(all, workspace, query);
  const [usage, unfinished, notices] = await Promise.all([
    all.catalog.usage(workspace),
    all.catalog.unfinished(workspace),
    all.catalog.takeNotices(workspace),
  ]);
  return {
    ...read,
    images: items.map((image) => imageView(image)),
    usage,
    limits,
    expiresAt: newest ? new Date(newest.expiresAt).toISOString() : null,
    notices: notices.map(({ name, error }) => ({ name, ...error })),
    // Counted after the page was read: who is shown as unfinished is looked for again, whatever became of it meanwhile.
    unfinished: Math.max(unfinished, items.filter(inWork).length),
  };
}

const EMPTY = {
  images: [],
  cursor: null,
  firstNumber: 1,
  known: { matching: 0, formats: [] },
  usage: { images: 0, bytes: 0 },
  expiresAt: null,
  notices: [],
  unfinished: 0,
};

/** Of the catalog's own order. A cursor is the number of the first item and the catalog's own cursor. */
async function readPlain(all: WebServices, workspace: string, { cursor: at, show }: GalleryQuery): Promise<Read> {
  const [, number, key] = /^(\d{1,7})\.([\w-]+)$/.exec(at ?? "") ?? [];
  let begin = key ?? null;
  const page = await readPage(all, workspace, show, begin).catch((error) => {
    if (!isAppError(error) || error.code !== "invalid_parameter") throw error;
    begin = null;
    return readPage(all, workspace, show, null);
  });
  const { items } = page;
  const firstNumber = begin === null ? 1 : Number(number);
  const newest = begin === null ? items[0] : (await listImages(all, workspace, { limit: 1, cursor: null })).items[0];
  const whole = begin === null && page.cursor === null;
  return {
    items,
    newest,
    firstNumber,
    cursor: page.cursor && `${firstNumber + items.length}.${page.cursor}`,
    known: whole ? { matching: items.length, formats: formatsOf(items) } : null,
  };
}

/** A catalog may answer less than it is asked for at once. */
async function readPage(all: WebServices, workspace: string, show: number, begin: string | null) {
  const items: ImageRecord[] = [];
  let cursor = begin;
  do {
    const page: Page<ImageRecord> = await listImages(all, workspace, { limit: show - items.length, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null && items.length < show);
  return { items, cursor };
}

/** Of any other order. A cursor is the number of the first item. */
async function readOrdered(all: WebServices, workspace: string, { order, cursor, show }: GalleryQuery): Promise<Read> {
  const records = await Array.fromAsync(allImages(all, workspace));
  const matching = inOrder(records, order);
  const asked = /^\d{1,7}$/.test(cursor ?? "") ? Number(cursor) : 1;
  const firstNumber = asked >= 1 && asked <= matching.length ? asked : 1;
  const end = firstNumber - 1 + show;
  return {
    items: matching.slice(firstNumber - 1, end),
    newest: records[0],
    firstNumber,
    cursor: end < matching.length ? String(end + 1) : null,
    known: { matching: matching.length, formats: formatsOf(records) },
  };
}

const formatsOf = (records: ImageRecord[]): string[] =>
  [...new Set(records.flatMap(({ facts }) => (facts ? [facts.format] : [])))].sort();

const inWork = ({ status }: ImageRecord): boolean => status === "pending" || status === "processing";
