import type { StatusChanges } from "#domain/ports/catalog.ts";
import type { createDetails } from "./details.ts";
import type { createDynamoRecords } from "./records.ts";
import type { createUsage } from "./usage.ts";

interface Parts {
  records: ReturnType<typeof createDynamoRecords>;
  details: ReturnType<typeof createDetails>;
  usage: ReturnType<typeof createUsage>;
  now: () => number;
}

/** What becomes of a record. What a crash in the middle leaves is in the table of `createDynamoCatalog`. */
export function createDynamoStatusChanges({ records, details, usage, now }: Parts): StatusChanges {
  return {
    markProcessing(workspace, id, { bytes, etag }, crashes) {
      const counted = crashes !== undefined && { crashes };
      const change = { status: "processing", bytes, etag, uploadEndsAt: null, ...counted } as const;
      return records.change(workspace, id, { from: ["pending", "processing"] }, change);
    },
    async markArrived(workspace, id, { bytes }) {
      const change = { bytes, uploadEndsAt: null };
      return (await records.change(workspace, id, { from: ["pending"] }, change)) !== null;
    },
    async markReady(workspace, id, etag, facts, found) {
      const record = await records.get(workspace, id);
      if (record?.status !== "processing" || record.etag !== etag) return false;
      await details.put(record, etag, found);
      const change = { status: "ready", error: null, mediaType: facts.mediaType, facts } as const;
      if (await records.change(workspace, id, { from: ["processing"], etag }, change)) return true;
      // Deleted meanwhile, perhaps after the look for details to delete, or sent anew: then they are nobody's. Else
      // they are those of whoever was faster.
      if ((await records.get(workspace, id))?.etag !== etag) await details.remove(workspace, id, etag);
      return false;
    },
    async markFailed(workspace, id, error, etag, tookMs) {
      const change = { status: "failed", error, ...(tookMs !== undefined && { failedAfterMs: tookMs }) } as const;
      return (await records.change(workspace, id, { from: ["pending", "processing"], etag }, change)) !== null;
    },
    async markRetried(workspace, id, lookAgainAt) {
      const change = { status: "pending", error: null, uploadEndsAt: null, crashes: 0 } as const;
      return (await records.change(workspace, id, { from: ["failed"] }, change, lookAgainAt)) !== null;
    },
    async settle(workspace, id, { bytes }, limits) {
      const record = await records.get(workspace, id);
      if (record === null) return false;
      const more = { images: 0, bytes: bytes - record.reserved };
      const less = { images: 0, bytes: -more.bytes };
      // Counted before it is noted: broken off in between, the count is too high and not too low.
      const room = { images: Number.MAX_SAFE_INTEGER, bytes: limits.bytes };
      if (more.bytes > 0 && !(await usage.reserve(workspace, more, room, now()))) return false;
      const change = { bytes, reserved: bytes, uploadEndsAt: null };
      const settled = await records.changeReserved(workspace, id, record.reserved, change);
      if (settled ? less.bytes > 0 : more.bytes > 0) await usage.release(workspace, settled ? less : more);
      return settled !== null;
    },
  };
}
