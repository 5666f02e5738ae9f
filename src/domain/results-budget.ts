import { allImages } from "./list-images.ts";
import type { Services } from "./services.ts";

/** What the results of a workspace may take, however little was uploaded. */
const FLOOR_BYTES = 200_000_000;
/** Else so many times what its originals take. */
const TIMES_ORIGINALS = 4;

/**
 * Bytes that the stored results of a workspace may take together: 200 MB, or four times its originals where that is
 * more, and never more than the originals themselves might take. A picture of a few kilobytes that is blown up is no
 * reason to keep a gigabyte. What was announced and has not come is no original.
 */
export async function resultsBudget(services: Services, workspace: string): Promise<number> {
  const most = services.limits.workspaceBytes;
  const { bytes: reserved } = await services.catalog.usage(workspace);
  if (most <= FLOOR_BYTES || reserved * TIMES_ORIGINALS <= FLOOR_BYTES) return Math.min(most, FLOOR_BYTES);
  let originals = 0;
  for await (const { status, bytes } of allImages(services, workspace)) {
    if (status !== "pending") originals += bytes;
    if (originals * TIMES_ORIGINALS >= most) return most;
  }
  return Math.max(FLOOR_BYTES, originals * TIMES_ORIGINALS);
}
