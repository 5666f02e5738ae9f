import { decodeTime } from "ulid";
import type { UploadEvent } from "./ports/upload-queue.ts";
import type { Services } from "./services.ts";

/** How long a picture is put off whose workspace has its share in work, s: half as long as it has waited, from … to … */
const SOONEST = 5;
const LATEST = 30;

/**
 * Does the work of an upload where its workspace has no more than its share in work, over all workers; else sends the
 * message anew, for later. That costs no receive: the old message is done with.
 */
export async function inTurn(
  services: Services,
  { workspace, id }: { workspace: string; id: string },
  event: UploadEvent,
  work: () => Promise<void>,
): Promise<void> {
  if (!services.shares) return work();
  const giveBack = await services.shares.take(workspace);
  if (giveBack) return work().finally(giveBack);
  const waited = (services.now() - decodeTime(id)) / 1000;
  const delaySeconds = Math.round(Math.min(LATEST, Math.max(SOONEST, waited / 2)));
  await services.uploads.publish(event, { delaySeconds });
}
