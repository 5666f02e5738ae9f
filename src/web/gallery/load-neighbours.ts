import type { ImageRecord } from "#domain/image.ts";
import { allImages } from "#domain/list-images.ts";
import type { Services } from "#domain/services.ts";
import { type GalleryOrder, isPlainOrder } from "#web/addresses/gallery-order.ts";
import { visit } from "#web/context/visit.ts";
import { imageView } from "#web/responses/image-view.ts";
import { inOrder } from "./order-records.ts";

export interface Neighbour {
  id: string;
  /** the address of its preview; null while there is none */
  preview: string | null;
}

export interface PictureNeighbours {
  previous: Neighbour | null;
  next: Neighbour | null;
}

/** What comes before and after a picture on the sheet, as the sheet is sorted; null at its ends. */
export async function loadNeighbours(id: string, order: GalleryOrder): Promise<PictureNeighbours> {
  const { services: all, workspace } = await visit();
  if (!workspace) return { previous: null, next: null };
  const [previous, next] = await (isPlainOrder(order) ? plain(all, workspace, id) : ordered(all, workspace, id, order));
  return { previous: seen(previous), next: seen(next) };
}

type Pair = [previous: ImageRecord | null, next: ImageRecord | null];

async function plain({ catalog, now }: Services, workspace: string, id: string): Promise<Pair> {
  const { newer, older } = await catalog.neighbours(workspace, id);
  const alive = (record: ImageRecord | null) => (record && record.expiresAt > now() ? record : null);
  return [alive(newer), alive(older)]; // what is older than one past its end is past its own
}

async function ordered(all: Services, workspace: string, id: string, order: GalleryOrder): Promise<Pair> {
  const records = inOrder(await Array.fromAsync(allImages(all, workspace)), order);
  const at = records.findIndex((record) => record.id === id);
  if (at < 0) return [null, null]; // it is not among those that the sheet shows any more
  return [records[at - 1] ?? null, records[at + 1] ?? null];
}

function seen(record: ImageRecord | null): Neighbour | null {
  if (record === null) return null;
  return { id: record.id, preview: record.status === "ready" ? imageView(record).links.preview : null };
}
